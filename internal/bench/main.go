// Command bench measures the tutor beside the least that could do the same, in the same run, and prints a table: `make
// bench` runs it. The floor of the screens is a minimal Bubble Tea program with a page in glamour, in testdata/floor; the
// floor of a grade is the docker commands that a person would type. A figure alone says little on a busy machine; what has
// a bound is the median of ratios taken in turn. It exits with 1 when a line is over its bound.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
)

func main() {
	if filepath.Base(os.Args[0]) == "docker" {
		os.Exit(asDocker(os.Args[1:]))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// part is one group of lines of the table.
type part struct {
	name    string
	measure func(context.Context, *bench) error
}

func parts() []part {
	return []part{
		{"size", measureSize},
		{"start", measureStart},
		{"frame", measureFirstFrame},
		{"keys", measureKeys},
		{"idle", measureIdle},
		{"explain", measureExplain},
		{"check", measureCheck},
	}
}

func run(ctx context.Context, args []string, out, progress io.Writer) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	runs := flags.Int("n", 21, "how often each thing is measured")
	only := flags.String("only", "", "parts to measure, with commas between them: size, start, frame, keys, idle, explain, check")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *runs < 1 {
		return errors.New("-n has to be 1 or more")
	}
	b, err := newBench(ctx, *runs, progress)
	if err != nil {
		return err
	}
	defer b.close()
	for _, p := range parts() {
		if *only != "" && !strings.Contains(","+*only+",", ","+p.name+",") {
			continue
		}
		b.sayf("measuring %s ...\n", p.name)
		if err := p.measure(ctx, b); err != nil {
			return errors.Join(b.table.print(out), fmt.Errorf("%s: %w", p.name, err))
		}
	}
	return b.table.print(out)
}
