package courseware

import (
	"slices"
	"testing"
	"testing/fstest"

	"tutor/exercises"
)

func TestBaseImages(t *testing.T) {
	folder := fstest.MapFS{
		"reference/Dockerfile": {Data: []byte(
			"ARG TAG=3.14-slim\nFROM python:${TAG} AS build\nFROM build\nFROM scratch AS empty\nFROM alpine:3.22\n" +
				"COPY --from=build /a /a\nCOPY --from=busybox:1.37 /b /b\nCOPY --from=0 /c /c\nCOPY . .\n")},
		"reference/worker/worker.Dockerfile": {Data: []byte("FROM python:3.14-slim\n")},
		"reference/Dockerfile.dockerignore":  {Data: []byte("not a Dockerfile\n")},
		"reference/app.py":                   {Data: []byte("FROM nowhere\n")},
		"starter/Dockerfile":                 {Data: []byte("FROM starter:1\n")},
	}
	got, err := BaseImages([]*exercises.Exercise{
		{ID: "one", FS: folder, Reference: "reference"}, {ID: "two", FS: folder, Reference: "reference"}, {ID: "three", FS: folder},
	})
	if want := []string{"alpine:3.22", "busybox:1.37", "python:3.14-slim"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	folder["reference/Dockerfile"] = &fstest.MapFile{Data: []byte("RUN x\n")}
	if _, err := BaseImages([]*exercises.Exercise{{ID: "one", FS: folder, Reference: "reference"}}); err == nil {
		t.Error("a Dockerfile that cannot be read is no error")
	}
}

func TestBaseImagesOfTheCourse(t *testing.T) {
	all, err := exercises.Load(exercises.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := BaseImages(all); err != nil || !slices.Equal(got, []string{"python:3.14-slim"}) {
		t.Errorf("got %v, %v", got, err)
	}
}
