package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tutor/internal/courseware"
	"tutor/runner"
)

type doctorOptions struct {
	*app
	json bool
}

func newDoctor(a *app) *cobra.Command {
	o := &doctorOptions{app: a}
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Say whether this machine is ready, and what to do if not",
		Long: "Look at what the course needs on this machine: Docker and its parts, the base images, room on disk, the clock\n" +
			"and the terminal. What is not well comes with the one command that mends it here. It changes nothing.\n\n" +
			"Exit codes: 0 ready, 3 something that is needed is not well, 130 cancelled.",
		Example:           "  tutor doctor\n  tutor doctor --json",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              run(o.run),
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON document")
	return cmd
}

// baseImages is what the course's exercises build on.
func (a *app) baseImages() ([]string, error) {
	all, err := a.exercises()
	if err != nil {
		return nil, err
	}
	images, err := courseware.BaseImages(all)
	return images, asContentError(err)
}

func (o *doctorOptions) run(ctx context.Context, _ []string) error {
	images, err := o.baseImages()
	if err != nil {
		return err
	}
	look := runner.Checkup{Images: images}
	if o.OutIsTTY {
		look.Terminal = runner.Terminal{Width: o.Width, Height: o.Height}
	}
	p := &doctorPrinter{streams: o.IOStreams, quiet: o.json, status: &statusLine{streams: o.IOStreams}, found: o.runner().Lines(look)}
	p.wait()
	found := o.runner().Doctor(ctx, look, p.take)
	p.status.erase()
	if err := ctx.Err(); err != nil {
		return err
	}
	ready := runner.Ready(found)
	if err := p.end(ready); err != nil {
		return err
	}
	if !ready {
		return toldError{exitInfra}
	}
	return nil
}

// doctor is the doctor of the screens.
func (a *app) doctor(ctx context.Context, t runner.Terminal, show func([]runner.Finding)) {
	images, err := a.baseImages()
	look := runner.Checkup{Images: images, Terminal: t}
	found := a.runner().Lines(look)
	if err != nil { // a course that is being written; lint says what is wrong with it
		found = append(found, runner.Finding{ID: "base-image", Title: "Base images", State: runner.StateUnknown, Evidence: err.Error()})
	}
	show(slices.Clone(found))
	a.runner().Doctor(ctx, look, func(i int, f runner.Finding) {
		found[i] = f
		show(slices.Clone(found))
	})
}

// doctorPrinter prints the lines of the doctor in their order, as soon as they are known.
type doctorPrinter struct {
	streams *IOStreams
	quiet   bool // prints nothing before the end
	status  *statusLine
	found   []runner.Finding
	next    int // the first line that is not printed
}

func (p *doctorPrinter) take(i int, f runner.Finding) {
	p.found[i] = f
	p.status.erase()
	for ; !p.quiet && p.next < len(p.found) && p.found[p.next].State != ""; p.next++ {
		p.print(p.found[p.next])
	}
	p.wait()
}

// wait says what is still being looked at.
func (p *doctorPrinter) wait() {
	var titles []string
	for _, f := range p.found {
		if f.State == "" {
			titles = append(titles, f.Title)
		}
	}
	if len(titles) > 0 {
		p.status.say("looking at " + strings.Join(titles, ", "))
	}
}

func (p *doctorPrinter) print(f runner.Finding) {
	s := p.streams
	mark := map[runner.State]string{
		runner.StateOK: s.mark(glyphPass, "Ready"), runner.StateWarn: s.mark(glyphNote, "Warning"),
		runner.StateBad: s.mark(glyphFail, "Not ready"), runner.StateUnknown: s.mark(glyphNone, "Not known"),
	}[f.State]
	s.printf("%s %s: %s\n", mark, oneLine(f.Title), oneLine(f.Evidence))
	if f.Fix != "" {
		s.printf("    fix: %s\n", oneLine(f.Fix))
	}
	if f.Note != "" {
		s.printf("    note: %s\n", oneLine(f.Note))
	}
}

// end prints what is read once all is known.
func (p *doctorPrinter) end(ready bool) error {
	if p.quiet {
		return writeJSON(p.streams.Out, struct {
			Ready    bool             `json:"ready"`
			Findings []runner.Finding `json:"findings"`
		}{ready, p.found})
	}
	verdict := "ready: the exercises can be graded on this machine"
	if !ready {
		verdict = "not ready: mend the first line that is not, then run tutor doctor again"
	}
	p.streams.printf("%s\n", verdict)
	return nil
}
