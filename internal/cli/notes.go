package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	clean "tutor/internal/term"
)

// stdoutName is the FILE that means stdout.
const stdoutName = "-"

type notesOptions struct {
	*app
	force bool
}

func newNotes(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:               "notes",
		Short:             "Keep what you learned",
		Example:           "  tutor notes export notes.md",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: run(func(context.Context, []string) error {
			return usageError{errors.New("say what to do with the notes: `tutor notes export FILE`")}
		}),
	}
	cmd.AddCommand(newNotesExport(a))
	return cmd
}

func newNotesExport(a *app) *cobra.Command {
	o := &notesOptions{app: a}
	cmd := &cobra.Command{
		Use:   "export FILE",
		Short: "Write what you learned, with your answers, as Markdown",
		Long: "Write a Markdown file with what you learned: the lessons you read or began, their terms, your answers with\n" +
			"explanations, and how the exercises went. FILE may be - for stdout. A file that exists stays as it is, unless\n" +
			"you add --force.",
		Example:           "  tutor notes export notes.md\n  tutor notes export notes.md --force\n  tutor notes export - | less",
		Args:              notesArgs,
		ValidArgsFunction: completeMarkdown,
		RunE:              run(o.run),
	}
	cmd.Flags().BoolVar(&o.force, "force", false, "write over a file that exists")
	return cmd
}

func notesArgs(_ *cobra.Command, args []string) error {
	switch {
	case len(args) == 0 || args[0] == "":
		return errors.New("name a file to write, such as notes.md, or - for stdout")
	case len(args) > 1:
		return fmt.Errorf("%q is one word too many after the file", args[1])
	}
	return nil
}

func completeMarkdown(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return []string{"md"}, cobra.ShellCompDirectiveFilterFileExt
}

func (o *notesOptions) run(_ context.Context, args []string) error {
	s, err := o.standing()
	if err != nil {
		return err
	}
	text, err := s.notes()
	if err != nil {
		return err
	}
	if args[0] == stdoutName {
		o.printf("%s", text)
		return nil
	}
	if err := saveFile(args[0], []byte(clean.Sanitize(text)), o.force); err != nil {
		if errors.Is(err, errFileExists) {
			return usageError{fmt.Errorf("%w; name another file, or add --force to write over it", err)}
		}
		return fmt.Errorf("write the notes: %w", err)
	}
	o.sayf("Your notes: %s\n", args[0])
	return nil
}
