package ui

import (
	"testing"
	"testing/fstest"

	"tutor/lessons"
)

const outlineYAML = `title: Containers from zero
objectives:
  - id: why-containers
    text: Say which problems containers solve
  - id: read-dockerfile
    text: Read a Dockerfile and say what each instruction does
`

const wordsLesson = `---
id: words
title: The words you need
minutes: 4
summary: Four words that come back on every page.
objectives:
  - explain the four words
practises: [why-containers]
---
Learn these four words first. See [what runs](02-run.md#canary-releases), [the words](#the-words),
[a page that is gone](09-gone.md) and
[Docker's own words](https://docs.docker.com/get-started/docker-concepts/the-basics/what-is-an-image/).

## The words

| Term | Meaning | Why it matters |
|---|---|---|
| Image | A frozen file system with a start command. | You **build** it once and run it everywhere. |
| Container | A process started from an image. | It comes and goes; the image stays. |
| Port | A number that a service listens on. | Without a published port nobody reaches the service. |
| Environment variable | A setting that is handed to a process when it starts. | The code stays the same while the settings change. |

## Quiz: the words

What is an image?

- [x] A template - Containers start from it.
- [ ] A process - That is a container.
`

const runLesson = `---
id: run
title: From image to service
minutes: 8
summary: How a new version reaches its users.
objectives:
  - roll out a version step by step
practises: [why-containers, read-dockerfile]
exercise: build-image
---
## Start one

Read [the words](01-words.md#the-words) first. An image becomes a container, which needs a port.

` + "```sh run" + `
docker run --rm -p 8000:8000 canary-demo
` + "```" + `

## Canary releases

A canary release sends a small part of the requests to the new version. When the canary stays healthy, the rest follows;
when it does not, few people have seen it.

- the old version keeps running beside the canary
- going back is a matter of seconds

## Line by line

` + "```dockerfile walk" + `
FROM python:3.14-slim
CMD ["python", "canary.py"]
` + "```" + `

1. The base image.
2. What a container starts with: here the canary.

## Quiz: the image

Which line names the base image?

- [x] FROM - Yes.
- [ ] CMD - No, that is the start command.
`

func navigationCourse(t testing.TB) *lessons.Course {
	t.Helper()
	course, err := lessons.Load(fstest.MapFS{
		"course.yaml": {Data: []byte(outlineYAML)},
		"01-words.md": {Data: []byte(wordsLesson)},
		"02-run.md":   {Data: []byte(runLesson)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return course
}

func withNavigation(t testing.TB) setting {
	course := navigationCourse(t)
	return func(o *Options, _ *memory) { o.Course = course }
}
