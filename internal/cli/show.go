package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"tutor/exercises"
	"tutor/lessons"
	"tutor/ui"
)

// minWidth is the narrowest text that can still be read.
const minWidth = 20

type showOptions struct {
	*app
	width int
}

func newShow(a *app) *cobra.Command {
	o := &showOptions{app: a}
	cmd := &cobra.Command{
		Use:   "show LESSON",
		Short: "Print a lesson as plain text",
		Long: "Print a lesson as plain text. LESSON is its id or number; the id of an exercise prints its task.\n" +
			"`tutor lessons` lists them.",
		Example:           "  tutor show 1\n  tutor show 1 --width 60 | less\n  tutor show build-image",
		Args:              lessonArgs,
		ValidArgsFunction: a.completeLesson,
		RunE:              run(o.run),
	}
	cmd.Flags().IntVar(&o.width, "width", 0, "cells per line (default: the terminal's, 80 at most)")
	return cmd
}

func (o *showOptions) run(_ context.Context, args []string) error {
	if o.width != 0 && o.width < minWidth {
		return usageError{fmt.Errorf("--width %d is too narrow; %d is the least", o.width, minWidth)}
	}
	lesson, err := o.find(args[0])
	if err != nil {
		return err
	}
	return o.page(lesson, o.width)
}

// find takes an id or a number of a lesson, or the id of an exercise.
func (o *showOptions) find(name string) (*lessons.Lesson, error) {
	course, err := o.course()
	if err != nil {
		return nil, err
	}
	if number, err := strconv.Atoi(name); err == nil {
		for _, m := range course.Lessons() {
			if m.Number == number {
				return course.Lesson(m.ID)
			}
		}
		return nil, usageError{fmt.Errorf("%w %d; this course has 1 to %d", lessons.ErrUnknownLesson, number, len(course.Lessons()))}
	}
	lesson, err := course.Lesson(name)
	if errors.Is(err, lessons.ErrUnknownLesson) {
		if ex, exErr := o.exercise(name); exErr == nil {
			return task(ex), nil
		}
		return nil, usageError{err}
	}
	return lesson, err
}

// page prints the lesson; a width of 0 means one that fits.
func (a *app) page(lesson *lessons.Lesson, width int) error {
	if width == 0 {
		width = a.textWidth()
	}
	text, err := ui.RenderPlain(lesson, width, a.Words)
	if err != nil {
		return fmt.Errorf("show %s: %w", lesson.ID, err)
	}
	a.printf("%s", text)
	return nil
}

// textWidth is how wide a line of text gets where nobody has said so.
func (a *app) textWidth() int {
	if a.OutIsTTY {
		return max(minWidth, min(a.Width, defaultWidth))
	}
	return defaultWidth
}

// task is the exercise's task, to be shown like a lesson.
func task(ex *exercises.Exercise) *lessons.Lesson {
	return &lessons.Lesson{
		Meta:  lessons.Meta{ID: ex.ID, Title: ex.Title, Number: ex.Number, Minutes: ex.Minutes, Summary: ex.Summary},
		Pages: []lessons.Page{{Title: ex.Title, Anchor: "top", Blocks: []lessons.Block{lessons.Prose{Markdown: ex.Instructions()}}}},
	}
}
