package runner

import (
	"strings"
	"testing"
)

// fuzzedSource is the Dockerfile that the progress is said to be about.
const fuzzedSource = "FROM a AS build\nRUN x \\\n  y\nFROM b\nCOPY --from=build /x /x\nCMD z\n"

// FuzzBuildkitReader holds that any progress is read, in whatever pieces it comes: no step outside of the Dockerfile, no
// line feed within a line, and no more in memory than is kept of a log.
func FuzzBuildkitReader(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		log, events := readProgress(t, text, len(text)+1)
		for _, e := range events {
			checkBuildEvent(t, e)
		}
		if kept, _ := log.lines.text(); len(kept) > tailLines*(lineCap+len(cutLineMark)+1) || len(log.said) > 2*maxSaid {
			t.Fatalf("%d bytes and %d words are kept", len(kept), len(log.said))
		}
		again, more := readProgress(t, text, 7)
		if len(events) != len(more) || log.current != again.current || log.asked != again.asked {
			t.Fatalf("%d events at %q, in pieces %d at %q", len(events), log.current, len(more), again.current)
		}
	})
}

func readProgress(t *testing.T, text string, piece int) (*buildLog, []Event) {
	t.Helper()
	log, events := collect()
	log.begin(buildSource{"Dockerfile", []byte(fuzzedSource)})
	w := &lineWriter{onLine: (&buildkitReader{log: log}).line}
	for rest := []byte(text); len(rest) > 0; {
		n := min(piece, len(rest))
		if got, err := w.Write(rest[:n]); got != n || err != nil {
			t.Fatalf("Write = %d, %v", got, err)
		}
		rest = rest[n:]
	}
	w.flush()
	return log, *events
}

func checkBuildEvent(t *testing.T, e Event) {
	t.Helper()
	switch e := e.(type) {
	case LogLine:
		if strings.Contains(e.Text, "\n") {
			t.Fatalf("a line with two lines: %q", e.Text)
		}
	case BuildStep:
		if e.First < 0 || e.Last < e.First || e.Last > strings.Count(fuzzedSource, "\n") || e.Done && e.Waiting {
			t.Fatalf("%+v", e)
		}
	}
}
