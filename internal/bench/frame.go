package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// What the first frame of each program ends with, or has in it.
const (
	floorShows    = "line 20 of"
	courseShows   = "What goes wrong"
	manyShows     = "Reading the course"
	manyLessons   = 2000
	longestCourse = 128
)

// measureFirstFrame starts each program on a terminal and waits for its first frame.
func measureFirstFrame(ctx context.Context, b *bench) error {
	many := filepath.Join(b.dir, "many")
	if err := writeLessons(many, manyLessons); err != nil {
		return err
	}
	first := func(shows, program string, args ...string) func() (time.Duration, error) {
		return func() (time.Duration, error) {
			t, err := b.open(ctx, "first", program, args...)
			if err != nil {
				return 0, err
			}
			defer t.close()
			at, err := t.until(shows)
			return at.Sub(t.began), err
		}
	}
	all, err := b.inTurn(b.runs,
		first(floorShows, b.floor),
		first(courseShows, b.tutor),
		first(manyShows, b.tutor, "--course", many),
		first("Lesson 20 of many", b.tutor, "--course", many),
	)
	if err != nil {
		return err
	}
	b.table.ratio("first frame, 100x30", all[1], all[0], 1.1)
	b.table.ratio("first frame, 2,000 lessons", all[2], all[0], 1.3)
	b.sayf("a course of %d lessons is on the screen after %s\n", manyLessons, ms(median(all[3])))
	return nil
}

// writeLessons makes a course of many lessons of ordinary length.
func writeLessons(dir string, n int) error {
	lessons := filepath.Join(dir, "lessons")
	if err := os.MkdirAll(lessons, 0o755); err != nil {
		return err
	}
	page := strings.Repeat("An image is a file system and what to start in it. A container is one run of it.\n\n", longestCourse)
	for i := 1; i <= n; i++ {
		text := fmt.Sprintf("---\nid: lesson-%d\ntitle: Lesson %d of many\nminutes: 5\nobjectives:\n  - Read it\nsummary: One of many.\n---\n\n%s", i, i, page)
		if err := os.WriteFile(filepath.Join(lessons, fmt.Sprintf("%04d.md", i)), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
