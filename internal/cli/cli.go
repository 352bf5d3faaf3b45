// Package cli is the command line: commands, flags, output formats and exit codes.
//
// Every command works with no terminal. Results go to stdout, talk goes to stderr.
package cli

import (
	"context"

	"github.com/spf13/cobra"
)

// Main runs the command line without the program's name and returns the exit code of the process.
func Main(args []string, streams *IOStreams) int {
	a := newApp(streams)
	ctx, stop := a.signals.listen()
	defer stop()
	root := newRoot(a)
	root.SetArgs(args)
	root.SetIn(streams.In)
	root.SetErr(streams.ErrOut)
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil && !a.started {
		err = usageError{err} // cobra did not get as far as running a command
	}
	if err == nil {
		err = streams.outError()
	}
	tell(streams, cmd, err)
	return exitCode(err)
}

// run adapts a run function to cobra.
func run(f func(ctx context.Context, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error { return f(cmd.Context(), args) }
}
