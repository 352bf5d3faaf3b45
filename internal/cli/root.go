package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tutor/exercises"
	"tutor/runner"
	"tutor/ui"
)

type rootOptions struct {
	*app
	look look
}

func newRoot(a *app) *cobra.Command {
	o := &rootOptions{app: a}
	root := &cobra.Command{
		Use:   "tutor",
		Short: "Learn containers in the terminal, and have your own image graded",
		Long: "tutor teaches containerization and deployment in the terminal and grades your own Docker image.\n" +
			"Without a command it opens where you left off.\n\n" +
			"Where there is no terminal, or one that cannot draw (TERM=dumb), it is a dialogue in lines of text, which a screen\n" +
			"reader can follow and a script can hold. --plain asks for that dialogue anywhere, and for words in place of signs\n" +
			"in what the other commands print; so does the environment variable ACCESSIBLE=1.",
		Example: "  tutor\n  tutor --plain\n  tutor start 1 && tutor check 1",
		Version: version(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.look.check(); err != nil {
				return err
			}
			if o.inFile == nil {
				return o.openPlain(cmd.Context())
			}
			return o.openUI(cmd.Context())
		},
		PersistentPreRun: func(*cobra.Command, []string) {
			a.started = true
			if a.plain {
				a.inWords()
			}
		},
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	lookFlags(root, &o.look)
	root.PersistentFlags().StringArrayVar(&a.courses, "course", nil,
		"a `folder` of lessons and exercises in place of the course inside the program, which is named builtin; may be repeated")
	root.PersistentFlags().BoolVar(&a.plain, "plain", false,
		"no screens, and words in place of signs: for screen readers, simple terminals and scripts")
	_ = root.MarkPersistentFlagDirname("course") // it fails for a flag that is not there
	root.SetVersionTemplate("tutor {{.Version}}\n")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(newLessons(a), newShow(a), newNext(a), newProgress(a), newStart(a), newCheck(a), newHint(a),
		newExplain(a), newLab(a), newReset(a), newNotes(a), newClean(a), newDoctor(a), newPrefetch(a), newBundle(a), newVersion(a), newCourse(a))
	root.SetHelpCommand(newHelp(root))
	root.SetOut(a.Out) // the commands of completion keep what is set when they are made
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "completion" {
			cmd.Example = "  tutor completion bash > ~/.local/share/bash-completion/completions/tutor"
			cmd.RunE = func(*cobra.Command, []string) error {
				return usageError{errors.New("name a shell: bash, fish, powershell or zsh")}
			}
		}
	}
	return root
}

// newHelp replaces cobra's, which has no error for a command that does not exist.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Say what a command does and which flags it has",
		Example: "  tutor help check",
		RunE: func(_ *cobra.Command, args []string) error {
			target, rest, err := root.Find(args)
			if err != nil {
				return usageError{err}
			}
			if len(rest) > 0 {
				return usageError{fmt.Errorf("unknown command %q", strings.Join(args, " "))}
			}
			target.InitDefaultHelpFlag()
			return target.Help()
		},
	}
}

func (o *rootOptions) openUI(ctx context.Context) error {
	screens := o.screens(o.look)
	screens.Read = o.content
	return o.showScreens(ctx, screens)
}

// screens is what the screens need beside a course.
func (a *app) screens(l look) ui.Options {
	return ui.Options{
		Progress: a.progress(),
		Grade: func(ctx context.Context, ex *exercises.Exercise, dir string, emit func(runner.Event)) exercises.Report {
			return a.runner().Grade(ctx, ex, dir, runner.GradeOptions{Layers: true}, emit)
		},
		CreateWorkspace: func(ex *exercises.Exercise) (string, error) {
			dir := a.workspaceDir(ex)
			return dir, a.adoptWorkspace(ex, dir)
		},
		WorkspaceDir: a.workspaceDir,
		Answers:      answerFiles{},
		Explain:      explainOwn,
		Edit:         a.edit,
		WatchWork:    watchWork,
		Compare:      compareForScreens,
		PlanReset:    a.planReset,
		Reset:        a.renewUnderScreens,
		RunLab:       a.runLab,
		Doctor:       a.doctor,
		RunCommand: func(ctx context.Context, cmd runner.Command, emit func(string)) runner.CommandResult {
			return a.runner().RunCommand(ctx, cmd, emit)
		},
		In: a.inFile, Out: a.outFile,
		Version: version(), Theme: l.theme, NoMotion: l.noMotion, Mouse: l.mouse,
	}
}

// showScreens runs the screens, and removes what command blocks left at work.
func (a *app) showScreens(ctx context.Context, opts ui.Options) error {
	dir, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("find the current folder: %w", err)
	}
	var left []string
	opts.Dir = dir
	opts.EndCommands = func() { left = append(left, a.endCommands()...) }
	err = ui.Run(ctx, opts)
	for _, what := range left {
		a.sayf("%s could not remove %s; `tutor clean` tries again\n", a.mark(glyphNote, "Warning"), oneLine(what))
	}
	return err
}

// endWait is how long removing what command blocks left may take: the engine needs a tenth of a second for a container.
const endWait = 4 * time.Second

// endCommands removes what command blocks left at work and says what it could not. The screen may be gone by now, and
// its context with it.
func (a *app) endCommands() []string {
	ctx, cancel := context.WithTimeout(context.Background(), endWait)
	defer cancel()
	return a.runner().EndCommands(ctx).Left
}
