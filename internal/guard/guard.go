// Package guard keeps bubbletea's package initialisation from querying the terminal.
//
// Importing bubbletea v1 asks the terminal for its background colour before main runs. On a terminal that does
// not answer, every subcommand would wait 5 s. termenv skips the question when CI is set, so this package sets it
// for the time of the initialisation. It imports only os, so that Go initialises it before bubbletea: packages are
// initialised in the order of their import paths once what they import is ready (Go spec, "Program initialization").
package guard

import "os"

//nolint:gochecknoglobals // what init changed has to be remembered until main undoes it
var (
	original string
	present  bool
)

//nolint:gochecknoinits // the one init of the project: it has to run before bubbletea's
func init() {
	original, present = os.LookupEnv("CI")
	_ = os.Setenv("CI", "1") // fails only for an invalid name
}

// Restore puts CI back as the process found it. main calls it before anything else.
func Restore() {
	if present {
		_ = os.Setenv("CI", original)
		return
	}
	_ = os.Unsetenv("CI")
}
