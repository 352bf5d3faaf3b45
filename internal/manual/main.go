// Command manual writes the manual pages and the shell completions of a release. .ci/release runs it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"tutor/internal/cli"
)

// epochVariable is the date of the pages, in seconds since 1970 (reproducible-builds.org/specs/source-date-epoch).
const epochVariable = "SOURCE_DATE_EPOCH"

func main() {
	if err := run(os.Args[1:], os.Getenv(epochVariable)); err != nil {
		fmt.Fprintln(os.Stderr, "manual:", err)
		os.Exit(1)
	}
}

func run(args []string, epoch string) error {
	flags := flag.NewFlagSet("manual", flag.ContinueOnError)
	version := flags.String("version", "", "the version that the pages name")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 || *version == "" {
		return errors.New("usage: manual -version VERSION FOLDER")
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return fmt.Errorf("%s has to be a number of seconds: %w", epochVariable, err)
	}
	root, dir := cli.Command(), flags.Arg(0)
	e := edition{version: *version, date: time.Unix(seconds, 0).UTC()}
	return errors.Join(writePages(filepath.Join(dir, "man", "man1"), root, e), writeCompletions(filepath.Join(dir, "completions"), root))
}
