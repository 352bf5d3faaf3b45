package explain

import (
	"fmt"
	"testing"
)

// TestLayers holds what both builders of Docker 20.10 and 28 note.
func TestLayers(t *testing.T) {
	const file = "FROM python:3.14-slim\nWORKDIR /app\nCOPY app.py .\nRUN pip install \\\n  flask\nEXPOSE 8000\nCMD [\"python\", \"app.py\"]\n"
	buildkit := []Made{
		{"", 1000},
		{"WORKDIR /app", 1},
		{"COPY app.py . # buildkit", 20},
		{"RUN /bin/sh -c pip install   flask # buildkit", 300},
		{"EXPOSE map[8000/tcp:{}]", 0},
		{"CMD [\"python\" \"app.py\"]", 0},
	}
	legacy := []Made{
		{"", 1000},
		{"/bin/sh -c #(nop) WORKDIR /app", 1},
		{"/bin/sh -c #(nop) COPY file:32b2 in . ", 20},
		{"/bin/sh -c pip install   flask", 300},
		{"/bin/sh -c #(nop)  EXPOSE 8000", 0},
		{"/bin/sh -c #(nop)  CMD [\"python\" \"app.py\"]", 0},
		{"/bin/sh -c #(nop)  LABEL tutor=1", 0},
	}
	for name, steps := range map[string][]Made{"buildkit": buildkit, "legacy": legacy} {
		layers, matched := Layers([]byte(file), steps)
		if !matched {
			t.Errorf("%s: not matched", name)
		}
		got := ""
		for _, l := range layers[:6] {
			got += fmt.Sprintf("%d:%d ", l.Line, l.Bytes)
		}
		if want := "0:1000 2:1 3:20 4:300 6:0 7:0 "; got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if _, matched := Layers([]byte("FROM a\nUSER b\n"), buildkit); matched {
		t.Error("a file of another image matches")
	}
	if layers, matched := Layers([]byte("nonsense"), buildkit); matched || len(layers) != 6 || layers[3].Text != "RUN pip install flask" {
		t.Errorf("%+v", layers)
	}
}
