package ui

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"tutor/exercises"
	"tutor/internal/progress"
	"tutor/lessons"
)

const imagesLesson = `---
id: images-and-containers
title: Images and containers
minutes: 6
summary: What an image is, what a container is, and how one becomes the other.
objectives:
  - say in one sentence what an image is
  - tell an image from a container
---
An **image** is a file system and a start command, frozen. A *container* is a process that runs from it.

## From image to container

Run one with ` + "`docker run`" + `:

` + "```sh" + `
docker run --rm -p 8000:8000 mini-llm-app
` + "```" + `

- the image stays as it is
- every container has its own writable layer

| word | meaning |
|---|---|
| image | the frozen template |
| container | a process started from it |

## What to remember

1. An image never changes.
2. A container comes and goes. 日本語の行もきちんと折り返されます。とても長い行でも大丈夫です、たぶん。
`

const dockerfileLesson = `---
id: minimal-dockerfile
title: A minimal Dockerfile
minutes: 10
summary: Six instructions are enough for a Python service.
exercise: build-image
---
## Line by line

Read it from top to bottom: each instruction adds a layer.

` + "```dockerfile walk" + `
# A small service
FROM python:3.14-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt && echo "a long line that does not fit into a narrow pane at all"
COPY app.py .
EXPOSE 8000
CMD ["python", "app.py"]
` + "```" + `

1. The base image: Python 3.14 on a small Debian.
2. All further instructions happen in this folder. It is made when it is not there.
3. Only the list of packages, so that the next layer is kept while the list does not change.
4. Installs the packages while the image is built.

   This layer is cached: as long as **requirements.txt** is the same, it costs nothing.
5. The code comes last, because it changes most often.
6. Documents the port. It publishes nothing.
7. The command that a container starts with, as a JSON array.

That is all. Build it with ` + "`docker build -t mini-llm-app .`" + `
`

// memory is a Progress that keeps everything in memory.
type memory struct {
	mu        sync.Mutex
	at        time.Time // of reviews and answers
	place     progress.Place
	done      map[string]bool
	outcomes  map[string]exercises.Outcome
	reviews   map[string]bool
	workspace map[string]string
	answers   map[string]progress.Answer // by lesson and question, with a slash between them
	terms     map[string]progress.TermState
	trusted   map[string]bool
	history   map[string][]progress.Attempt
	hints     map[string]progress.Failure // by exercise, check and cause, with slashes between them
	fail      error
}

func newMemory() *memory {
	return &memory{
		at:   startOfTime(),
		done: map[string]bool{}, outcomes: map[string]exercises.Outcome{}, reviews: map[string]bool{}, workspace: map[string]string{},
		answers: map[string]progress.Answer{}, terms: map[string]progress.TermState{}, trusted: map[string]bool{},
		hints: map[string]progress.Failure{}, history: map[string][]progress.Attempt{},
	}
}

func (m *memory) Place() progress.Place { m.mu.Lock(); defer m.mu.Unlock(); return m.place }

func (m *memory) SetPlace(place progress.Place) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.place = place
	return m.fail
}

func (m *memory) Done(id string) bool { m.mu.Lock(); defer m.mu.Unlock(); return m.done[id] }

func (m *memory) SetDone(id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.done[id] = true
	return m.fail
}

func (m *memory) Answer(lesson, question string) (progress.Answer, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	a, ok := m.answers[lesson+"/"+question]
	return a, ok
}

func (m *memory) SetAnswer(lesson, question string, choice []int, right bool) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	tries := m.answers[lesson+"/"+question].Tries + 1
	m.answers[lesson+"/"+question] = progress.Answer{Choice: choice, Right: right, Tries: tries, At: m.at}
	return m.fail
}

func (m *memory) Term(id string) (progress.TermState, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	t, ok := m.terms[id]
	return t, ok
}

func (m *memory) ReviewTerm(id string, knew bool) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.terms[id] = m.terms[id].Review(knew, m.at)
	return m.fail
}

func (m *memory) Trusted(dir string) bool { m.mu.Lock(); defer m.mu.Unlock(); return m.trusted[dir] }

func (m *memory) Trust(dir string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.trusted[dir] = true
	return m.fail
}

func (m *memory) Review(id string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.reviews[id]
}

func (m *memory) Outcome(id string) exercises.Outcome {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.outcomes[id]
}

func (m *memory) Record(rep exercises.Report) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.outcomes[rep.Exercise], m.reviews[rep.Exercise] = rep.Outcome, rep.NeedsReview()
	one := progress.Attempt{Number: len(m.history[rep.Exercise]) + 1, At: m.at, Outcome: string(rep.Outcome)}
	for _, c := range rep.Checks {
		one.Checks = append(one.Checks, progress.Checked{Check: c.ID, Outcome: string(c.Outcome), Cause: string(c.Cause)})
	}
	m.history[rep.Exercise] = append(m.history[rep.Exercise], one)
	return m.fail
}

func (m *memory) History(id string) []progress.Attempt {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.history[id])
}

func (m *memory) Failed(id string) []progress.Failure {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []progress.Failure
	for key, f := range m.hints {
		if strings.HasPrefix(key, id+"/") {
			all = append(all, f)
		}
	}
	return all
}

func (m *memory) ShowHint(id, check, cause string, tier int) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.outcomes[id] != exercises.Fail {
		m.hints["before a verdict"] = progress.Failure{}
	}
	m.hints[id+"/"+check+"/"+cause] = progress.Failure{Check: check, Cause: cause, Shown: tier}
	return m.fail
}

func (m *memory) Workspace(id string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.workspace[id]
}

func fixtureCourse(t testing.TB) *lessons.Course {
	t.Helper()
	course, err := lessons.Load(fstest.MapFS{
		"01-images.md":     {Data: []byte(imagesLesson)},
		"02-dockerfile.md": {Data: []byte(dockerfileLesson)},
		"03-next.md": {Data: []byte("---\nid: next-steps\ntitle: What comes after the first container, " +
			"in a long title\nminutes: 3\n---\nThat is it.\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return course
}

func fixtureExercise() *exercises.Exercise {
	return &exercises.Exercise{
		ID: "build-image", Number: 1, Title: "Build the image", Lesson: "minimal-dockerfile", Minutes: 20,
		Summary: "Write a Dockerfile, build it, and see it answer.",
		Task:    "# Build the image\n\nWrite a `Dockerfile` for the service in your folder.\n\n- it listens on port **8000**\n- `GET /health` answers `{\"status\": \"ok\"}`\n",
		Checks: []exercises.Check{
			{ID: "builds", Title: "The image builds", Kind: "build", Points: 1},
			{ID: "stays-up", Title: "The container stays up and listens on 8000", Kind: "start", Points: 1},
			{ID: "health", Title: "GET /health answers 200, status ok", Kind: "http", Points: 1},
			{ID: "root", Title: "GET / answers 200, message is a string", Kind: "http", Points: 1},
			{ID: "dependency-layer", Title: "Dependencies come before the source", Kind: "dockerfile", Advice: "Copy requirements.txt first."},
			{ID: "not-root", Title: "It does not run as root", Kind: "image", Advice: "Add a USER instruction."},
		},
	}
}

func result(id string, outcome exercises.Outcome) exercises.CheckResult {
	check, _ := fixtureExercise().Check(id)
	return exercises.CheckResult{ID: id, Title: check.Title, Outcome: outcome, Required: check.Required(), DurationMS: 300}
}

func passedReport() exercises.Report {
	advice := result("not-root", exercises.Fail)
	advice.Hint = "Add a USER instruction."
	return exercises.Report{Exercise: "build-image", Outcome: exercises.Pass, Checks: []exercises.CheckResult{
		result("builds", exercises.Pass), result("stays-up", exercises.Pass), result("health", exercises.Pass),
		result("root", exercises.Pass), result("dependency-layer", exercises.Pass), advice,
	}}
}

func failedReport() exercises.Report {
	loopback := result("stays-up", exercises.Fail)
	loopback.Cause = exercises.ListensOnLoopback
	loopback.Expected = "something listens on 0.0.0.0:8000 inside the container"
	loopback.Observed = "python listens on 127.0.0.1:8000\x1b[2J\x07"
	loopback.Command = []string{"docker", "run", "--rm", "-d", "-p", "127.0.0.1::8000", "tutor-build-image", "a word"}
	loopback.Log = "serving on 127.0.0.1:8000\n日本語のログ " + strings.Repeat("長い", 60) + "\nlast line\n"
	loopback.Truncated = true
	loopback.Lesson = "minimal-dockerfile"
	loopback.DurationMS = 4200
	health, root := result("health", exercises.Blocked), result("root", exercises.Blocked)
	health.BlockedBy, root.BlockedBy = "stays-up", "stays-up"
	return exercises.Report{Exercise: "build-image", Outcome: exercises.Fail, Checks: []exercises.CheckResult{
		result("builds", exercises.Pass), loopback, health, root,
		result("dependency-layer", exercises.Pass), result("not-root", exercises.Pass),
	}}
}

func errorReport(cause exercises.Cause) exercises.Report {
	built := result("builds", exercises.Error)
	built.Cause = cause
	if cause == exercises.DaemonDown {
		built.Mend = exercises.Mend{Wrong: "Docker engine: the engine on this machine does not answer", Command: "sudo systemctl start docker"}
		built.Observed = "Cannot connect to the Docker daemon at unix:///var/run/docker.sock."
	}
	return exercises.Report{Exercise: "build-image", Outcome: exercises.Error, Checks: []exercises.CheckResult{built}}
}
