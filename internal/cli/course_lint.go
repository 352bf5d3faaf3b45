package cli

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"tutor/internal/problem"
	"tutor/internal/sarif"
	"tutor/internal/term"
)

type lintOptions struct {
	*app
	json   bool
	format string
}

// lintSchema is the version of what `tutor course lint --json` prints.
const lintSchema = 1

// lintJSON is what `tutor course lint --json` prints.
type lintJSON struct {
	Schema   int           `json:"schema"`
	Problems []problemJSON `json:"problems"`
}

type problemJSON struct {
	File    string `json:"file"`
	Line    int    `json:"line"`   // from 1; 0 when the whole file is meant
	Column  int    `json:"column"` // from 1, in characters; 0 with line 0
	Rule    string `json:"rule"`
	Message string `json:"message"`
	Text    string `json:"text"` // the line
}

func newCourseLint(a *app) *cobra.Command {
	o := &lintOptions{app: a}
	cmd := &cobra.Command{
		Use:   "lint [DIR]",
		Short: "Name every mistake in a course, with file, line and what to do",
		Long: "Read all lessons and exercises of the course in DIR and print everything that is wrong with them.\n" +
			"Without DIR it is what --course or TUTOR_COURSE names, else the course inside the program.\n\n" +
			"A course without a mistake prints nothing and ends with 0; else the exit code is 2.",
		Example:           "  tutor course lint .\n  tutor course lint . --json\n  tutor course lint . --format sarif > course.sarif",
		ValidArgsFunction: completeFolder,
		RunE:              run(o.run),
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "the same as --format json")
	cmd.Flags().StringVar(&o.format, "format", "text", "text, json or sarif (2.1.0, for code forges and editors)")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "json", "sarif"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (o *lintOptions) run(_ context.Context, args []string) error {
	if err := o.courseDir(args); err != nil {
		return err
	}
	if o.json {
		o.format = "json"
	}
	print := map[string]func(problem.List) error{"text": o.text, "json": o.document, "sarif": o.sarif}[o.format]
	if print == nil {
		return usageError{fmt.Errorf("unknown format %q; the formats are text, json and sarif", o.format)}
	}
	ware, err := o.ware()
	if err != nil {
		return err
	}
	problems := ware.Lint()
	if err := print(problems); err != nil || len(problems) == 0 {
		return err
	}
	return toldError{exitUsage}
}

func (o *lintOptions) text(problems problem.List) error {
	for _, p := range problems {
		o.printf("%s\n", oneLine(p.Error()))
		if p.Line > 0 {
			text, caret := term.Excerpt(p.Text, p.Col, 0)
			o.printf("    %s\n    %s\n", text, caret)
		}
	}
	return nil
}

func (o *lintOptions) document(problems problem.List) error {
	doc := lintJSON{Schema: lintSchema, Problems: []problemJSON{}}
	for _, p := range problems {
		doc.Problems = append(doc.Problems, problemJSON{p.File, p.Line, p.Col, p.Rule, p.Message, p.Text})
	}
	return writeJSON(o.Out, doc)
}

func (o *lintOptions) sarif(problems problem.List) error {
	findings := make([]sarif.Finding, len(problems))
	for i, p := range problems {
		findings[i] = sarif.Finding{
			Rule: p.Rule, Level: sarif.Error, Message: p.Message,
			File: filepath.FromSlash(p.File), Line: p.Line, Col: p.Col,
		}
	}
	return writeJSON(o.Out, sarif.New(sarif.Tool{Name: "tutor", Version: version()}, findings))
}
