package ui

import (
	"testing"
	"testing/fstest"

	"tutor/internal/progress"
	"tutor/lessons"
)

const quizLesson = `---
id: ports
title: Ports and settings
minutes: 8
objectives: [say what a port is]
summary: What comes in from outside.
---
## The words

Three words you need from here on:

| Term | Meaning | Why it matters | Example |
|---|---|---|---|
| port | the number that an app in a container listens on | without *publishing* it, nobody outside can ask the app | ` + "`8000`" + ` |
| environment variable | a value that comes from outside when a container starts, so that the same image runs in every place | the image stays the same while the settings change | |
| tag_of_an_image | the part after the colon | | ` + "`python:3.14-slim`" + ` |

And now, what do you remember?

## Quiz: Left and right

You run this:

` + "```sh" + `
docker run -p 9000:8000 mini-llm-app
` + "```" + `

Which address do you ask?

- [ ] ` + "`localhost:8000`" + `, for that is where the app listens - It listens there *inside* of the container. Your machine
  does not see it.
- [x] ` + "`localhost:9000`" + `, the number on the left, which belongs to your own machine and to nothing else on the way -
  Host on the left, container on the right.
- [ ] Both of them - Only one port of your machine was published.

## Quiz: What goes outside

Think of two places where the app runs.

- [x] The key for the model's API - It is secret, and differs from place to place.
- [ ] The list of packages - It is the same everywhere.
- [x] The name of the model - You want to change it without a new image.

## Spot the mistake

One line of this Dockerfile is a mistake. It builds, and it runs.

` + "```dockerfile spot" + `
# A service
FROM python:3.14-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir \
    -r requirements.txt
ENV API_KEY=sk-secret
COPY app.py .
CMD ["python", "app.py"]
` + "```" + `

1. [ ] A slim base image with its version written out.
2. [ ] A folder of its own.
3. [ ] The list of packages comes first, for the cache.
4. [ ] Installs the packages, and keeps no downloads.
5. [x] **A key in the image** can be read by everyone who has the image.
6. [ ] The code comes last.
7. [ ] Starts the service, as a list in double quotes.
`

const secondTerms = `---
id: images
title: Images
minutes: 3
objectives: [say what an image is]
---
| Term | Meaning |
|---|---|
| image | the frozen template |
| layer | what one instruction adds |

## The last page

Nothing to answer here.
`

func practiceCourse(t testing.TB) *lessons.Course {
	t.Helper()
	fsys := fstest.MapFS{"01-ports.md": {Data: []byte(quizLesson)}, "02-images.md": {Data: []byte(secondTerms)}}
	if problems := lessons.Lint(fsys); len(problems) > 0 {
		t.Fatal(problems)
	}
	course, err := lessons.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return course
}

// practising starts a lesson of the course with questions.
func practising(t testing.TB, lesson string) []setting {
	return []setting{startAt(lesson), func(o *Options, _ *memory) { o.Course, o.Exercises = practiceCourse(t), nil }}
}

func practiceScenes(t testing.TB) []scene {
	kept := func(id string, choice ...int) setting {
		return func(_ *Options, m *memory) { m.answers["ports/"+id] = progress.Answer{Choice: choice, Tries: 1} }
	}
	ports := practising(t, "ports")
	return []scene{
		{"terms", ports, func(*driver) {}},
		{"question", ports, func(d *driver) { d.press("right", "down", "down", "space") }},
		{"question-wrong", ports, func(d *driver) { d.press("right", "1", "enter") }},
		{"question-right", ports, func(d *driver) { d.press("right", "right", "1", "3", "enter") }},
		{"spot", ports, func(d *driver) { d.press("right", "right", "right", "down", "j", "down", "j") }},
		{"spot-wrong", ports, func(d *driver) { d.press("right", "right", "right", "down", "j", "down", "j", "enter") }},
		{"spot-step", ports, func(d *driver) { d.press("right", "right", "right", "down", "enter", "right") }},
		{"lesson-end", append(ports, kept("quiz-left-and-right", 1), kept("quiz-what-goes-outside", 0), kept("spot-the-mistake", 4)), func(d *driver) {
			d.press("right", "right", "right", "right", "right", "right", "right", "right", "right", "end")
		}},
		{"review", append(ports, readPorts), func(d *driver) { d.review() }},
		{"review-meaning", append(ports, readPorts), func(d *driver) { d.review(); d.press("enter", "1", "enter") }},
		{"review-end", append(ports, readPorts), func(d *driver) {
			d.review()
			d.press("enter", "1", "enter", "2", "enter", "2", "enter", "2")
		}},
		{"review-nothing", ports, func(d *driver) {
			d.press("esc")
			d.review()
			d.press("enter", "2", "enter", "2", "enter", "2", "esc")
			d.review()
		}},
	}
}
