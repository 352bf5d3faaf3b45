package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"tutor/internal/composefile"
	"tutor/internal/dockerfile"
	"tutor/internal/explain"
)

type explainOptions struct {
	*app
	format string
	json   bool
	strict bool
	width  int
	image  string
}

// explained is a file and what is said about it.
type explained struct {
	name string // as the person named it; "-" for stdin
	*explain.Document
}

func newExplain(a *app) *cobra.Command {
	o := &explainOptions{app: a}
	cmd := &cobra.Command{
		Use:   "explain [FILE]",
		Short: "Explain a Dockerfile or a Compose file, line by line",
		Long: "Say in plain words what each line of a Dockerfile or a Compose file does, and what to look at in it.\n" +
			"Without FILE it is the Dockerfile of this folder, else its Compose file; - reads a Dockerfile from stdin.\n" +
			"A name that ends in .yaml or .yml is a Compose file.\n\n" +
			"A comment # tutor: ignore=ID, on the line or the one before, leaves a finding out.\n" +
			"The exit code is 0 also when there are findings; with --strict it is 1 when one is a warning. A file that\n" +
			"cannot be read ends with 2.",
		Example:           "  tutor explain\n  tutor explain docker/Dockerfile\n  tutor explain compose.yaml --format json\n  tutor explain --format sarif > explain.sarif\n  tutor explain --image mini-llm-app",
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: completeFile,
		RunE:              run(o.run),
	}
	cmd.Flags().StringVar(&o.format, "format", "text", "text, json, sarif (2.1.0) or github (annotations)")
	cmd.Flags().BoolVar(&o.json, "json", false, "the same as --format json")
	cmd.Flags().BoolVar(&o.strict, "strict", false, "end with 1 when there is a warning")
	cmd.Flags().IntVar(&o.width, "width", 0, "cells per line (default: the terminal's, 80 at most)")
	cmd.Flags().StringVar(&o.image, "image", "", "explain this image: its layers, beside the lines of the Dockerfile")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "json", "sarif", "github"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func completeFile(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveDefault
}

func (o *explainOptions) run(ctx context.Context, args []string) error {
	if o.json {
		o.format = "json"
	}
	show := map[string]func(explained) error{"text": o.text, "json": o.document, "sarif": o.sarif, "github": o.github}[o.format]
	switch {
	case show == nil:
		return usageError{fmt.Errorf("unknown format %q; the formats are text, json, sarif and github", o.format)}
	case o.width != 0 && o.width < minWidth:
		return usageError{fmt.Errorf("--width %d is too narrow; %d is the least", o.width, minWidth)}
	case o.image != "":
		return o.explainImage(ctx, args)
	}
	name, err := explainName(args)
	if err != nil {
		return err
	}
	doc, err := o.explain(ctx, name)
	if err != nil {
		return err
	}
	if err := show(explained{name, doc}); err != nil {
		return err
	}
	if o.strict && slices.ContainsFunc(doc.Findings, func(f explain.Finding) bool { return f.Severity == explain.Warning }) {
		return withCode(exitFail)
	}
	return nil
}

// explainName is the file that is meant.
func explainName(args []string) (string, error) {
	if len(args) > 0 {
		return args[0], nil
	}
	for _, name := range []string{"Dockerfile", "dockerfile", composefile.Name(".")} {
		if info, err := os.Stat(name); name != "" && err == nil && !info.IsDir() {
			return name, nil
		}
	}
	return "", usageError{errors.New("there is no Dockerfile and no Compose file in this folder; name one, as in tutor explain docker/Dockerfile")}
}

func (o *explainOptions) explain(ctx context.Context, name string) (*explain.Document, error) {
	text, err := readText(o.In, name)
	if err != nil {
		return nil, err
	}
	doc, err := explainText(ctx, name, text)
	var m mistakeError
	if errors.As(err, &m) && o.format == "github" {
		write(o.Out, "::error file=%s,line=%d::%s\n", githubProperty(name), m.Line, githubData(m.What+"\n"+m.Fix))
	}
	return doc, err
}

// explainText explains a text by the name of its file. Where it cannot be read, the error is a usageError with a
// mistakeError in it.
func explainText(ctx context.Context, name string, text []byte) (*explain.Document, error) {
	if isCompose(name) {
		return explainCompose(ctx, name, text)
	}
	doc, err := explain.Dockerfile(text, aroundOf(name))
	var syntax *dockerfile.SyntaxError
	if errors.As(err, &syntax) {
		return nil, usageError{mistakeError{name, explain.MistakeOf(text, syntax)}}
	}
	return doc, err
}

// mistakeError tells why a file cannot be explained: the place, the line, and what to do.
type mistakeError struct {
	name string
	explain.Mistake
}

func (e mistakeError) Error() string {
	return fmt.Sprintf("%s:%d: %s\n    %s\n  fix: %s", e.name, e.Line, e.What, e.Text, e.Fix)
}

func isCompose(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".yaml" || ext == ".yml"
}

// explainLimit is how large a file may be that is explained, in bytes. One of 20,000 lines has less.
const explainLimit = 2 << 20

// readText reads a text file, or in for "-". What cannot be one is a mistake in the command line.
func readText(in io.Reader, name string) ([]byte, error) {
	shown, size := name, int64(0)
	if name == "-" {
		shown = "the text on stdin"
	}
	if name != "-" {
		info, err := os.Stat(name)
		switch {
		case errors.Is(err, os.ErrNotExist):
			return nil, usageError{fmt.Errorf("there is no file %s", name)}
		case err != nil:
			return nil, usageError{err}
		case info.IsDir():
			return nil, usageError{fmt.Errorf("%s is a folder; name the file, as in %s", name, filepath.Join(name, "Dockerfile"))}
		case !info.Mode().IsRegular():
			return nil, usageError{fmt.Errorf("%s is not a regular file; write its text to stdin and name -", name)}
		}
		f, err := os.Open(name)
		if err != nil {
			return nil, usageError{err}
		}
		defer func() { _ = f.Close() }() // nothing was written
		in, size = f, info.Size()
	}
	if size > explainLimit {
		return nil, usageError{tooLong(shown)}
	}
	text, err := io.ReadAll(io.LimitReader(in, explainLimit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", name, err)
	case len(text) > explainLimit:
		return nil, usageError{tooLong(shown)}
	case !utf8.Valid(text) || strings.ContainsRune(string(text), 0):
		return nil, usageError{fmt.Errorf("%s is not a text file in UTF-8", shown)}
	}
	return text, nil
}

func tooLong(name string) error {
	return fmt.Errorf("%s is larger than %d MB, which no Dockerfile is", name, explainLimit>>20)
}

// aroundOf looks at the folder that a Dockerfile builds from, taken to be its own.
func aroundOf(name string) explain.Context {
	if name == "-" {
		return explain.Context{}
	}
	for _, ignore := range []string{name + ".dockerignore", filepath.Join(filepath.Dir(name), ".dockerignore")} {
		if _, err := os.Stat(ignore); err == nil {
			return explain.Context{Known: true, Ignore: true}
		}
	}
	return explain.Context{Known: true}
}
