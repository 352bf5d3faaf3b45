package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"tutor/exercises"
	"tutor/internal/reporttext"
	"tutor/internal/shell"
	"tutor/internal/study"
	"tutor/runner"
)

type checkOptions struct {
	*app
	json    bool
	junit   string
	watch   bool
	seed    uint64
	timeout time.Duration
	keep    bool

	ex     *exercises.Exercise
	dir    string
	github *githubActions
}

func newCheck(a *app) *cobra.Command {
	o := &checkOptions{app: a}
	cmd := &cobra.Command{
		Use:   "check EXERCISE [DIR]",
		Short: "Grade your work on an exercise",
		Long: "Build the image in DIR, start it and check what the exercise asks for. Without DIR it is the current\n" +
			"folder if it holds a Dockerfile, else the workspace that `tutor start` made. EXERCISE is an id or a number.\n\n" +
			"With --watch it grades again after every save, until you press Ctrl-C; a save while a grade runs ends that one\n" +
			"first. With --json that is one document a line. --junit writes the report for a CI server, as Jenkins reads it;\n" +
			"the file is written over. In a job of GitHub Actions, what failed becomes an annotation of its line, too.\n\n" +
			"Exit codes: 0 pass, 1 fail, 2 bad usage, 3 Docker or the machine, 130 cancelled, as every --watch is.",
		Example: "  tutor check 1\n  tutor check 1 --watch\n  tutor check build-image ~/first-image --json\n" +
			"  tutor check build-image . --junit report.xml",
		Args:              exerciseArgs,
		ValidArgsFunction: a.completeExercise,
		PreRunE:           func(cmd *cobra.Command, _ []string) error { return o.checkFlags(cmd.Flags().Changed("junit")) },
		RunE:              run(o.run),
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print the report as one JSON document")
	cmd.Flags().StringVar(&o.junit, "junit", "", "write the report as JUnit XML to this `file`; - is stdout")
	cmd.Flags().BoolVar(&o.watch, "watch", false, "grade again after every save")
	cmd.Flags().Uint64Var(&o.seed, "seed", 0, "replay the random values of an earlier run (0: new ones)")
	cmd.Flags().DurationVar(&o.timeout, "timeout", 0, "end the whole grade after this time, such as 90s (default: each check's own)")
	cmd.Flags().BoolVar(&o.keep, "keep", false, "leave the container and the image for a look; 'tutor clean' removes them")
	_ = cmd.MarkFlagFilename("junit", "xml") // it fails for a flag that is not there
	return cmd
}

// checkFlags says which flags do not go together.
func (o *checkOptions) checkFlags(junit bool) error {
	var mistake error
	switch toStdout := o.junit == stdoutName; {
	case o.timeout < 0:
		mistake = fmt.Errorf("--timeout %s is negative", o.timeout)
	case junit && o.junit == "":
		mistake = errNoFile
	case toStdout && o.json:
		mistake = errors.New("--json and --junit - both want stdout; name a file for one of them")
	case toStdout && o.watch:
		mistake = errors.New("--junit - is one document, and --watch makes many; name a file")
	case o.keep && o.watch:
		mistake = errors.New("--keep with --watch would leave a container for every save")
	default:
		return nil
	}
	return usageError{mistake}
}

func (o *checkOptions) run(ctx context.Context, args []string) error {
	ex, err := o.exercise(args[0])
	if err != nil {
		return err
	}
	named := ""
	if len(args) > 1 {
		if named = args[1]; named == "" {
			return usageError{errors.New("the folder to check has an empty name")}
		}
	}
	dir, err := o.checkedDir(ex, named)
	if err != nil {
		return err
	}
	if err := o.checkJUnit(); err != nil {
		return err
	}
	o.ex, o.dir, o.github = ex, dir, underGitHub()
	o.sayf("Checking %s for exercise %d, %s\n", shell.Quote(dir), ex.Number, oneLine(ex.Title))
	if o.watch {
		return o.gradeEverySave(ctx)
	}
	rep := o.grade(ctx)
	if err := o.finish(rep); err != nil {
		return err
	}
	return withCode(reportCode(rep))
}

// printsText says whether people read stdout: they see the news of a grade at once.
func (o *checkOptions) printsText() bool { return !o.json && o.junit != stdoutName }

// grade grades once, and prints what people read.
func (o *checkOptions) grade(ctx context.Context) exercises.Report {
	status := &statusLine{streams: o.IOStreams}
	printer := o.newPrinter(status)
	if o.printsText() {
		o.github.mute(o.Out)
		defer o.github.unmute(o.Out)
	}
	emit := func(e runner.Event) {
		status.event(o.ex, e)
		if o.printsText() && !o.drops(ctx, e) {
			printer.Event(e)
		}
	}
	rep := o.runner().Grade(ctx, o.ex, o.dir, runner.GradeOptions{Seed: o.seed, Timeout: o.timeout, Keep: o.keep}, emit)
	status.erase()
	if o.printsText() && !o.drops(ctx, runner.Decided{Report: rep}) {
		printer.Decided(rep) // unless the event has come
	}
	return rep
}

func (o *checkOptions) newPrinter(status *statusLine) *reporttext.Printer {
	printer := reporttext.NewPrinter(reporttext.Style{Words: o.Words}, o.ex, func(text string) {
		status.erase()
		o.printf("%s", text)
	})
	if !o.watch { // those who watch are at work
		printer.AfterPass = afterPass(o.ex, o.program())
	}
	return printer
}

// finish keeps the outcome and writes what is read once all is known.
func (o *checkOptions) finish(rep exercises.Report) error {
	o.warn(o.progress().RecordSeen(rep, 1)) // the report shows the first hint
	if err := errors.Join(o.writeReport(rep), o.writeJUnit(rep)); err != nil {
		return err
	}
	annotations := o.Out
	if !o.printsText() {
		annotations = o.ErrOut
	}
	o.github.annotate(annotations, rep, o.ex, o.dir)
	o.warn(o.github.summarize(rep, o.ex))
	if o.printsText() {
		o.offerHint(rep)
	}
	if o.keep && rep.Environment.Docker != "" {
		o.sayf("Kept for a look: `docker ps -a --filter label=tutor=1`; `tutor clean` removes it.\n")
	}
	if rep.Cleanup.Left > 0 {
		o.warn(fmt.Errorf("%s could not be removed; `tutor clean` tries again", plural(rep.Cleanup.Left, "Docker resource")))
	}
	return nil
}

// writeReport prints the JSON document, on one line when more will follow.
func (o *checkOptions) writeReport(rep exercises.Report) error {
	if !o.json {
		return nil
	}
	indent := "  "
	if o.watch {
		indent = ""
	}
	doc, err := encodeJSON(withoutNulls(rep), indent)
	if err != nil {
		return err
	}
	return putJSON(o.Out, o.github.inertJSON(doc))
}

// offerHint says how to get on with what failed, as long as there are hints left.
func (o *checkOptions) offerHint(rep exercises.Report) {
	if rep.Outcome != exercises.Fail {
		return
	}
	if about, ok := study.NextHint(o.ex, o.progress().Failed(o.ex.ID)); ok && about.Shown < len(about.Tiers) {
		o.sayf("`%s hint %d` gives the next hint.\n", o.program(), o.ex.Number)
	}
}

// withoutNulls gives empty lists where there is nothing, which is easier on a script than null.
func withoutNulls(rep exercises.Report) exercises.Report {
	checks := make([]exercises.CheckResult, len(rep.Checks))
	copy(checks, rep.Checks)
	for i := range checks {
		if checks[i].Command == nil {
			checks[i].Command = []string{}
		}
	}
	rep.Checks = checks
	return rep
}
