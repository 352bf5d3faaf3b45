package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tutor/exercises"
	"tutor/runner"
	"tutor/runner/lab"
	"tutor/ui"
)

type labOptions struct {
	*app
	json      bool
	reference bool
}

func newLab(a *app) *cobra.Command {
	o := &labOptions{app: a}
	var list strings.Builder
	for _, l := range lab.All() {
		fmt.Fprintf(&list, "  %-9s %s\n", l.Name, l.Summary)
	}
	cmd := &cobra.Command{
		Use:   "lab NAME [DIR]",
		Short: "Watch what happens to your own container when something goes wrong",
		Long: "Run a live demonstration on your own image, and measure what happens:\n\n" + list.String() + "\n" +
			"DIR holds your Dockerfile. Without it, it is the current folder if that has one, else your workspace. With\n" +
			"--reference it is the course's own solution. In a terminal you predict each outcome before it happens; without\n" +
			"one, and with --json, nobody is asked. Everything is removed at the end, also when you press Ctrl-C.",
		Example:           "  tutor lab health\n  tutor lab health ~/first-image --json\n  tutor lab disk",
		Args:              labArgs,
		ValidArgsFunction: completeLab,
		RunE:              run(o.run),
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "ask nothing, and print what was measured as one JSON document")
	cmd.Flags().BoolVar(&o.reference, "reference", false, "use the course's own solution in place of yours")
	return cmd
}

// labArgs takes NAME [DIR].
func labArgs(_ *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return fmt.Errorf("name a lab: %s", labNames())
	case len(args) > 2:
		return fmt.Errorf("%q is one word too many after the lab and its folder", args[2])
	}
	if _, known := lab.Find(args[0]); !known {
		return fmt.Errorf("there is no lab %q; the labs are %s", args[0], labNames())
	}
	return nil
}

func labNames() string {
	var names []string
	for _, l := range lab.All() {
		names = append(names, l.Name)
	}
	return strings.Join(names, ", ")
}

// completeLab offers the labs, then folders.
func completeLab(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	switch len(args) {
	case 0:
		var offers []string
		for _, l := range lab.All() {
			offers = append(offers, cobra.CompletionWithDesc(l.Name, l.Title))
		}
		return offers, cobra.ShellCompDirectiveNoFileComp
	case 1:
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}

func (o *labOptions) run(ctx context.Context, args []string) error {
	about, _ := lab.Find(args[0]) // labArgs has looked
	dir, done, err := o.labFolder(about, args[1:])
	if errors.Is(err, errNoDockerfile) {
		return usageError{fmt.Errorf("%w; `%[2]s start 1` begins one, `%[2]s lab %[3]s DIR` takes another folder, and --reference the course's own", err, o.program(), about.Name)}
	}
	if err != nil {
		return err
	}
	defer done()
	play := func(ctx context.Context, ask lab.Ask, emit func(lab.Event)) (lab.Result, error) {
		return lab.Run(ctx, o.runner(), about.Name, dir, ask, emit)
	}
	if !o.json {
		_, err := LabDialogue(ctx, o.IOStreams, play, o.CanAsk)
		return labError(err)
	}
	res, err := play(ctx, nil, func(e lab.Event) {
		if p, ok := e.(lab.Phase); ok {
			o.sayf("%s\n", oneLine(p.Title))
		}
	})
	return errors.Join(writeJSON(o.Out, res), labError(err))
}

// labFolder is the folder whose image the lab runs: the named one, the current one where it has a Dockerfile, else a
// workspace that has one. done removes what was made for it.
func (o *labOptions) labFolder(about lab.Lab, args []string) (dir string, done func(), err error) {
	done = func() {}
	switch {
	case !about.Image && (len(args) > 0 || o.reference):
		return "", done, usageError{fmt.Errorf("the lab %s looks at Docker as a whole, and takes no folder", about.Name)}
	case !about.Image:
		return "", done, nil
	case len(args) > 0 && o.reference:
		return "", done, usageError{errors.New("name a folder or --reference, not both")}
	case len(args) > 0 && args[0] == "":
		return "", done, usageError{errors.New("the folder has an empty name")}
	case len(args) > 0:
		return args[0], done, checkFolder(args[0])
	}
	all, err := o.exercises()
	if err != nil {
		return "", done, err
	}
	if o.reference {
		return o.referenceFolder(all)
	}
	if dir, found := o.labWorkspace(all); found {
		return dir, done, nil
	}
	return "", done, errNoDockerfile
}

var errNoDockerfile = errors.New("there is no Dockerfile of yours yet")

// runLab runs a lab for the screens: on the exercise's workspace where that has a Dockerfile, else on what `tutor lab`
// would take.
func (a *app) runLab(ctx context.Context, wish ui.LabWish, ask lab.Ask, emit func(lab.Event)) (lab.Result, error) {
	about, known := lab.Find(wish.Name)
	if !known {
		return lab.Result{}, fmt.Errorf("there is no lab named %q", wish.Name)
	}
	var args []string
	if dir := a.progress().Workspace(wish.Exercise); about.Image && !wish.Reference && dir != "" && isRegular(filepath.Join(dir, "Dockerfile")) {
		args = []string{dir}
	}
	o := &labOptions{app: a, reference: wish.Reference}
	dir, done, err := o.labFolder(about, args)
	if errors.Is(err, errNoDockerfile) {
		return lab.Result{}, fmt.Errorf("%w; press R for the course's own image, or do exercise 1 first", err)
	}
	if err != nil {
		return lab.Result{}, err
	}
	defer done()
	return lab.Run(ctx, a.runner(), about.Name, dir, ask, emit)
}

// labWorkspace is the current folder, else the workspace of the latest exercise that has a Dockerfile.
func (a *app) labWorkspace(all []*exercises.Exercise) (string, bool) {
	if isRegular("Dockerfile") {
		return ".", true
	}
	for _, ex := range slices.Backward(all) {
		dir := a.progress().Workspace(ex.ID)
		if dir != "" && startsImage(ex) && isRegular(filepath.Join(dir, "Dockerfile")) {
			return dir, true
		}
	}
	return "", false
}

// startsImage says whether the exercise is about one image that listens: a lab can run it.
func startsImage(ex *exercises.Exercise) bool {
	return slices.ContainsFunc(ex.Checks, func(c exercises.Check) bool {
		s, ok := c.Settings.(exercises.Start)
		return ok && s.Port == runner.ServicePort
	})
}

// referenceFolder is a copy of the first reference with a Dockerfile, in a temporary folder.
func (o *labOptions) referenceFolder(all []*exercises.Exercise) (dir string, done func(), err error) {
	done = func() {}
	for _, ex := range all {
		if _, err := fs.Stat(ex.FS, ex.Reference+"/Dockerfile"); ex.Reference == "" || err != nil || !startsImage(ex) {
			continue
		}
		reference, err := fs.Sub(ex.FS, ex.Reference)
		if err != nil {
			return "", done, contentError{fmt.Errorf("reference of %s: %w", ex.ID, err)}
		}
		dir, err := o.runner().TempDir()
		if err != nil {
			return "", done, fmt.Errorf("make a folder for the reference: %w", err)
		}
		done = func() { _ = os.RemoveAll(dir) } // the next lab does, too
		return dir, done, os.CopyFS(dir, reference)
	}
	return "", done, contentError{errors.New("no exercise of this course has a reference that a lab can run")}
}

// labError says what to do about an image that a lab cannot run.
func labError(err error) error {
	var refused *runner.Refused
	if errors.As(err, &refused) {
		return fmt.Errorf("%w\n  A lab needs an image that starts and answers; `tutor check` says more about yours", err)
	}
	return err
}
