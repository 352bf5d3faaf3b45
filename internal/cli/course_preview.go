package cli

import (
	"context"
	"errors"
	"path/filepath"

	"github.com/spf13/cobra"

	"tutor/exercises"
	"tutor/internal/courseware"
	"tutor/internal/problem"
	"tutor/internal/progress"
	"tutor/internal/study"
	"tutor/internal/watch"
	"tutor/lessons"
	"tutor/ui"
)

type previewOptions struct {
	*app
	look look
}

func newCoursePreview(a *app) *cobra.Command {
	o := &previewOptions{app: a}
	cmd := &cobra.Command{
		Use:   "preview [DIR]",
		Short: "See a course as learners do; every save is shown at once",
		Long: "Open the screens on the course in DIR and show every save at once, on the page where you are. While a file has\n" +
			"a mistake, its place and what to do stand below the last version that can be shown. No progress is kept.\n" +
			"Without DIR it is what --course or TUTOR_COURSE names, else the current folder.",
		Example:           "  tutor course preview .\n  tutor course preview ./mine --theme light",
		ValidArgsFunction: completeFolder,
		RunE:              run(o.run),
	}
	lookFlags(cmd, &o.look)
	return cmd
}

func (o *previewOptions) run(ctx context.Context, args []string) error {
	if err := errors.Join(o.look.check(), o.courseDir(args)); err != nil {
		return err
	}
	if o.inFile == nil {
		return usageError{errors.New("a preview needs a terminal; `tutor course lint` finds mistakes without one")}
	}
	names := o.courseNames()
	if len(names) == 0 {
		names = []string{"."}
	}
	ware, err := courseware.Open(names)
	if err != nil {
		return asContentError(err)
	}
	o.progress = forgetful
	first := readCourse(names)
	if first.Course == nil {
		if first.Course, first.Exercises, err = readable(ware); err != nil {
			return err
		}
	}
	screens := o.screens(o.look)
	screens.Course, screens.Exercises = first.Course, first.Exercises
	screens.Watch = func(ctx context.Context, emit func(ui.Reload)) error {
		return watch.Folders(ctx, func() { emit(readCourse(names)) }, watched(ware)...)
	}
	return o.showScreens(ctx, screens)
}

// readable is what there is of a course that has mistakes from the start: lessons can be shown when their front matter
// is right, and one with a mistake in its text says so.
func readable(ware courseware.Set) (*lessons.Course, []*exercises.Exercise, error) {
	course, err := ware.LoadLessons()
	if err != nil {
		course, err = lessons.LoadSources() // a course without lessons
	}
	all, failed := ware.LoadExercises()
	if failed != nil {
		all = nil
	}
	return course, all, err
}

// forgetful is progress that lasts as long as the program.
func forgetful() study.Learner {
	store, _ := progress.Open("") // without a path nothing can go wrong
	return study.Learner{Store: store}
}

// watched is the folders that a course is read from, and those that it would be read from if they were there. What
// else lies in the folder, which may be a large one, is not watched.
func watched(ware courseware.Set) []watch.Folder {
	var all []watch.Folder
	for _, f := range ware.Folders {
		all = append(all, watch.Folder{Path: f.Dir},
			watch.Folder{Path: filepath.Join(f.Dir, courseware.LessonsDir), Optional: true},
			watch.Folder{Path: f.Exercises, Deep: true, Optional: true})
	}
	return all
}

// readCourse reads a course as it is now. The folders are looked for anew, since one may have come.
func readCourse(names []string) ui.Reload {
	ware, err := courseware.Open(names)
	if err != nil {
		return ui.Reload{Err: err}
	}
	read := ui.Reload{Problems: ware.Lint()}
	course, all, err := ware.Load()
	switch {
	case err == nil:
		read.Course, read.Exercises = course, all
	case !errors.As(err, new(problem.List)):
		read.Err = err
	}
	return read
}
