// Command picture turns what a terminal shows into an SVG: .ci/screens makes the pictures of the README with it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "picture:", err)
		os.Exit(1)
	}
}

func run(args []string, in io.Reader, out io.Writer) error {
	flags := flag.NewFlagSet("picture", flag.ContinueOnError)
	title := flags.String("title", "", "what the picture shows, for those who do not see it")
	width := flags.Int("width", 0, "columns of the terminal")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *title == "" || *width < 1 {
		return errors.New("-title and -width are needed")
	}
	capture, err := io.ReadAll(in)
	if err != nil {
		return fmt.Errorf("read the capture: %w", err)
	}
	_, err = io.WriteString(out, draw(*title, *width, readScreen(string(capture))))
	return err
}
