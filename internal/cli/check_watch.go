package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tutor/exercises"
	"tutor/internal/progress"
	"tutor/internal/study"
	"tutor/internal/watch"
	"tutor/runner"
)

// gradeWatch grades again after every save.
type gradeWatch struct {
	*checkOptions
	saves  chan struct{} // holds one: saves that come together are one
	last   *exercises.Report
	grades int
	gone   bool // the folder is not there, and that was said
}

// gradeEverySave grades now and after every save, until the context ends.
func (o *checkOptions) gradeEverySave(ctx context.Context) error {
	dir, err := filepath.Abs(o.dir) // the current folder may be replaced, too
	if err != nil {
		return fmt.Errorf("find the folder to watch: %w", err)
	}
	o.dir = dir
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	w := &gradeWatch{checkOptions: o, saves: make(chan struct{}, 1)}
	ended := make(chan error, 1)
	watching, stop := context.WithCancel(ctx)
	defer stop()
	go func() {
		ended <- watch.Folders(watching, w.saved, o.watchedFolder(dir))
	}()
	for {
		select {
		case err := <-ended:
			if err == nil {
				err = ctx.Err()
			}
			return err
		case <-ctx.Done():
			return ctx.Err()
		case <-w.saves:
			if err := w.next(ctx); err != nil {
				return err
			}
		}
	}
}

// watchedFolder leaves out what a grade itself writes.
func (o *checkOptions) watchedFolder(dir string) watch.Folder {
	return watch.Folder{Path: dir, Deep: true, Except: o.isJUnit}
}

func (w *gradeWatch) saved() {
	select {
	case w.saves <- struct{}{}:
	default: // one waits already
	}
}

// next grades until a grade was not overtaken by a save.
func (w *gradeWatch) next(ctx context.Context) error {
	for again := true; again; {
		if checkFolder(w.dir) != nil {
			w.missing()
			return nil
		}
		w.gone = false
		w.begin()
		var rep exercises.Report
		rep, again = w.once(ctx)
		switch {
		case ctx.Err() != nil && interrupted(rep):
			return ctx.Err()
		case again && interrupted(rep):
			w.sayf("Saved meanwhile: checking again.\n")
			continue
		}
		if err := w.finish(rep); err != nil {
			return err
		}
		w.tell(rep)
		w.last = &rep
	}
	return nil
}

// once grades once. A save ends it; what it made is removed when it returns.
func (w *gradeWatch) once(ctx context.Context) (rep exercises.Report, overtaken bool) {
	running, cancel := context.WithCancel(ctx)
	over, heard := make(chan struct{}), make(chan bool)
	go func() {
		select {
		case <-w.saves:
			cancel()
			heard <- true
		case <-over:
			heard <- false
		}
	}()
	rep = w.grade(running)
	close(over)
	overtaken = <-heard
	cancel()
	return rep, overtaken
}

func (w *gradeWatch) missing() {
	if !w.gone {
		w.sayf("The folder is gone; waiting until it is there again.\n")
	}
	w.gone = true
}

// begin writes the line between two reports.
func (w *gradeWatch) begin() {
	w.grades++
	if w.printsText() {
		head := fmt.Sprintf("── %s · check %d ", time.Now().Format(time.TimeOnly), w.grades)
		w.printf("%s\n", head+strings.Repeat("─", max(0, min(w.Width, defaultWidth)-len([]rune(head)))))
	}
}

// tell says what is different from the last report.
func (w *gradeWatch) tell(rep exercises.Report) {
	if !w.printsText() {
		return
	}
	if w.last != nil {
		w.github.mute(w.Out)
		w.printf("%s", differences(*w.last, rep))
		w.github.unmute(w.Out)
	}
	if rep.Outcome == exercises.Pass {
		w.sayf("`%s hint %d` says what comes next.\n", w.program(), w.ex.Number)
	}
	w.sayf("Waiting for the next save; Ctrl-C ends.\n")
}

// differences lists the checks whose outcome, or cause, is another than in the report before.
func differences(before, now exercises.Report) string {
	var b strings.Builder
	for _, c := range progress.Changes(study.Checked(before), study.Checked(now)) {
		title := c.Check
		if i := slices.IndexFunc(now.Checks, func(r exercises.CheckResult) bool { return r.ID == c.Check }); i >= 0 {
			title = oneLine(now.Checks[i].Title)
		}
		is, was := outcomeGlyph(exercises.Outcome(c.Is.Outcome)), outcomeGlyph(exercises.Outcome(c.Was.Outcome))
		if is == was {
			fmt.Fprintf(&b, "  %s %s (another cause)\n", is, title)
			continue
		}
		fmt.Fprintf(&b, "  %s %s (was %s)\n", is, title, was)
	}
	if b.Len() == 0 {
		return "No check has changed.\n"
	}
	return "Changed:\n" + b.String()
}

// interrupted says whether a grade was stopped before it had all its outcomes.
func interrupted(rep exercises.Report) bool {
	return slices.ContainsFunc(rep.Checks, func(c exercises.CheckResult) bool { return c.Cause == exercises.Interrupted })
}

// drops says whether an event is of a grade that is being stopped under --watch: what was not decided is no news.
func (o *checkOptions) drops(ctx context.Context, e runner.Event) bool {
	if !o.watch || ctx.Err() == nil {
		return false
	}
	switch e := e.(type) {
	case runner.CheckDone:
		return true
	case runner.Decided:
		return interrupted(e.Report)
	}
	return false
}
