package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tutor/exercises"
	"tutor/internal/progress"
	"tutor/internal/study"
	"tutor/lessons"
)

const courseYAML = `title: Small course
objectives:
  - {id: build, text: Build an image}
  - {id: run, text: Run a container}
  - {id: idle, text: Nobody asks for this}
`

const firstLesson = `---
id: first
title: The *first* lesson
minutes: 5
objectives:
  - Say what an image is
practises: [build, run]
exercise: build-image
---
## Words

| Term | Meaning | Why it matters |
|---|---|---|
| image | a frozen *template* | it never changes |
| container | a process | it comes and goes |

## Quiz: images

What is an **image**?

- [x] A template - it is frozen.
- [ ] A process - that is a container.

Which two build one?

- [x] docker build - the classic.
- [ ] docker run - it starts one.
- [x] docker buildx - the new way.
`

const secondLesson = `---
id: second
title: The second lesson
minutes: 7
objectives:
  - Find the mistake
practises: [run]
---
Some words before.

## Spot the mistake

Which line is wrong?

` + "```dockerfile spot" + `
FROM python:3.14-slim
ENV API_KEY=sk-secret
CMD ["python", "-c", \
     "print('` + "```" + `')"]
` + "```" + `

1. [ ] A pinned base image. Nothing is wrong here.
2. [x] A key in the image can be read by everyone.
3. [ ] The exec form. Nothing is wrong here.
`

// studying is an app with a small course of two lessons, the shipped exercises' first one and progress in a file.
func studying(t *testing.T) (a *app, out *bytes.Buffer) {
	t.Helper()
	streams, out, _ := testStreams()
	a = newApp(streams)
	course, err := lessons.Load(fstest.MapFS{
		"course.yaml": {Data: []byte(courseYAML)}, "01-first.md": {Data: []byte(firstLesson)}, "02-second.md": {Data: []byte(secondLesson)},
	})
	if err != nil {
		t.Fatal(err)
	}
	store, err := progress.Open(filepath.Join(t.TempDir(), "progress.json"))
	if err != nil {
		t.Fatal(err)
	}
	first, err := a.exercise("build-image")
	if err != nil {
		t.Fatal(err)
	}
	a.course = func() (*lessons.Course, error) { return course, nil }
	a.exercises = func() ([]*exercises.Exercise, error) { return []*exercises.Exercise{first}, nil }
	a.progress = func() study.Learner { return study.Learner{Store: store} }
	return a, out
}

// does runs a command and returns what it printed.
func does(t *testing.T, a *app, out *bytes.Buffer, args ...string) string {
	t.Helper()
	out.Reset()
	root := newRoot(a)
	root.SetArgs(args)
	if err := root.ExecuteContext(t.Context()); err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	return out.String()
}

func noError(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func ids(t *testing.T, course *lessons.Course) []string {
	t.Helper()
	items, err := course.Practice()
	noError(t, err)
	var all []string
	for _, item := range items {
		all = append(all, item.ID)
	}
	return all
}

func TestNextGoesThroughTheCourse(t *testing.T) {
	a, out := studying(t)
	p := a.progress()
	course, _ := a.course()
	q := ids(t, course)
	workspace := t.TempDir()
	passed := progress.Result{Exercise: "build-image", Outcome: "pass", Points: 4, MaxPoints: 4, At: time.Now()}
	for i, tt := range []struct {
		do   func() error
		want string
	}{
		{
			func() error { return nil },
			"Read lesson 1, The *first* lesson (5 min).\n`tutor` opens it, `tutor show first` prints it.\n",
		},
		{
			func() error { return p.SetPlace(progress.Place{Lesson: "first", Page: 1}) },
			"Continue lesson 1, The *first* lesson: page 2 of 2, Quiz: images.\n`tutor` opens it, `tutor show first` prints it.\n",
		},
		{ // the anchor counts, and a page that is no more is the last one
			func() error { return p.SetPlace(progress.Place{Lesson: "first", Page: 0, Anchor: "quiz-images"}) },
			"Continue lesson 1, The *first* lesson: page 2 of 2, Quiz: images.\n",
		},
		{
			func() error { return p.SetPlace(progress.Place{Lesson: "first", Page: 99, Anchor: "gone"}) },
			"Continue lesson 1, The *first* lesson: page 2 of 2, Quiz: images.\n",
		},
		{
			func() error { return p.SetPlace(progress.Place{Lesson: "first", Page: -3}) },
			"Read lesson 1,",
		},
		{
			func() error { return p.SetDone("first") },
			"Do exercise 1, Build a minimal image (15 min).\n`tutor start 1` makes your workspace. 2 terms are due for review, too.\n",
		},
		{ // a workspace that is gone is none
			func() error { return p.SetWorkspace("build-image", filepath.Join(workspace, "gone")) },
			"Do exercise 1,",
		},
		{
			func() error { return p.SetWorkspace("build-image", workspace) },
			"Go on with exercise 1, Build a minimal image, in " + workspace + ".\n`tutor check 1` grades it. 2 terms",
		},
		{ // who has gone on reading goes on reading
			func() error { return p.SetPlace(progress.Place{Lesson: "second"}) },
			"Read lesson 2, The second lesson (7 min).\n",
		},
		{
			func() error { return p.SetPlace(progress.Place{Lesson: "second", Exercise: "build-image"}) },
			"Go on with exercise 1,",
		},
		{
			func() error { return p.Store.Record(passed) },
			"Read lesson 2,",
		},
		{
			func() error { return p.SetDone("second") },
			"Review 2 terms that are due.\n`tutor` asks for them.\n",
		},
		{
			func() error { return p.ReviewTerm("image", true) },
			"Review 1 term that is due.\n",
		},
		{ // missed: it comes back at once
			func() error { return p.ReviewTerm("container", false) },
			"Review 1 term that is due.\n",
		},
		{
			func() error { return p.ReviewTerm("container", true) },
			"Answer 3 questions that are left, the first in lesson 1, The *first* lesson, page 2.\n`tutor` asks them.\n",
		},
		{
			func() error { return p.SetAnswer("second", q[2], []int{0}, false) },
			"Answer 1 question again that went wrong, the first in lesson 2, The second lesson, page 2.\n`tutor` asks again.\n",
		},
		{
			func() error {
				noError(t, p.SetAnswer("first", q[0], []int{0}, true), p.SetAnswer("first", q[1], []int{0, 2}, true))
				return p.SetAnswer("second", q[2], []int{1}, true)
			},
			"The course is done: everything is read, answered and solved.\n`tutor notes export notes.md` keeps what you learned.\n",
		},
	} {
		noError(t, tt.do())
		got := does(t, a, out, "next")
		if !strings.HasPrefix(got, tt.want) {
			t.Errorf("step %d: got\n%swant\n%s", i, got, tt.want)
		}
		if n := strings.Count(got, "\n"); n > 2 {
			t.Errorf("step %d: %d lines", i, n)
		}
	}
}

func TestNextGoesOnWhereAnAnswerWaitsForAPerson(t *testing.T) {
	a, out := studying(t)
	p := a.progress()
	noError(t, p.SetDone("first"), p.Record(exercises.Report{
		Exercise: "build-image", Outcome: exercises.Fail,
		Checks: []exercises.CheckResult{{Required: true, Outcome: exercises.Fail, Cause: exercises.AnswerNeedsReview}},
	}))
	got := does(t, a, out, "next")
	if !strings.HasPrefix(got, "Read lesson 2") || !strings.Contains(got, "A person should read your answer of exercise 1") {
		t.Errorf("got %s", got)
	}
	noError(t, p.Record(exercises.Report{Exercise: "build-image", Outcome: exercises.Fail}))
	if got := does(t, a, out, "next"); !strings.HasPrefix(got, "Do exercise 1") {
		t.Errorf("got %s", got)
	}
}

func TestProgress(t *testing.T) {
	a, out := studying(t)
	p := a.progress()
	course, _ := a.course()
	q := ids(t, course)
	noError(t,
		p.SetDone("first"), p.SetDone("a lesson that is no more"),
		p.SetAnswer("first", q[0], []int{0}, true), p.SetAnswer("first", q[1], []int{2, 0}, true),
		p.SetAnswer("second", q[2], []int{1}, true), p.SetAnswer("second", q[2], []int{0}, false), // the last one counts
		p.SetAnswer("second", "a question that is no more", nil, false),
		p.ReviewTerm("image", true),
		p.Store.Record(progress.Result{Exercise: "build-image", Outcome: "fail", Points: 2, MaxPoints: 4, At: time.Now()}))
	var got progressJSON
	noError(t, json.Unmarshal([]byte(does(t, a, out, "progress", "--json")), &got))
	var want progressJSON
	noError(t, json.Unmarshal([]byte(`{
		"lessons":{"read":1,"total":2}, "questions":{"right":2,"answered":3,"total":3}, "terms":{"known":1,"due":1,"total":2},
		"exercises":{"passed":0,"total":1,"points":2,"max_points":4},
		"objectives":[
			{"id":"build","text":"Build an image","met":true,"right":2,"total":2},
			{"id":"run","text":"Run a container","met":false,"right":2,"total":3},
			{"id":"idle","text":"Nobody asks for this","met":false,"right":0,"total":0}],
		"minutes":{"lessons":7,"exercises":15,"left":22}}`), &want))
	if g, w := asJSON(t, got), asJSON(t, want); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
	text := `Small course

– lessons    1 of 2 read
– questions  2 of 3 right, 3 answered
– terms      1 of 2 known, 1 to review now
– exercises  0 of 1 passed, 2/4 points
  time left  about 22 min: 7 to read, 15 for exercises

Objectives, with their questions answered right
✓ 2/2  Build an image
– 2/3  Run a container
– 0/0  Nobody asks for this
`
	if got := does(t, a, out, "progress"); got != text {
		t.Errorf("got\n%s\nwant\n%s", got, text)
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.MarshalIndent(v, "", " ")
	noError(t, err)
	return string(data)
}

func TestDueTermsOfAFile(t *testing.T) {
	a, _ := studying(t)
	path := a.progress().Path()
	noError(t, os.WriteFile(path, []byte(`{"version":1,"terms":{
		"image":{"box":2,"due":"2020-01-01T00:00:00Z","reviews":2},
		"container":{"box":5,"due":"2999-01-01T00:00:00Z","reviews":5},
		"gone":{"box":1,"due":"2020-01-01T00:00:00Z","reviews":1}}}`), 0o600))
	store, err := progress.Open(path)
	noError(t, err)
	a.progress = func() study.Learner { return study.Learner{Store: store} }
	s, err := a.standing()
	noError(t, err)
	if due := s.due(); len(due) != 1 || due[0].ID != "image" || s.known() != 2 {
		t.Errorf("due %v, known %d", due, s.known())
	}
}
