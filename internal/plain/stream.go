package plain

import "io"

// typedLines is what is typed, for something else that asks: the dialogue's own reader may hold lines already.
type typedLines struct {
	d    *dialogue
	rest string // of a line that was longer than what was asked for
}

func (t *typedLines) Read(p []byte) (int, error) {
	if t.rest == "" {
		text, err := t.d.read()
		if err != nil {
			return 0, io.EOF
		}
		t.rest = text + "\n"
	}
	n := copy(p, t.rest)
	t.rest = t.rest[n:]
	return n, nil
}

// writer is where something else writes to.
type writer struct{ d *dialogue }

func (w writer) Write(p []byte) (int, error) {
	w.d.write(string(p))
	return len(p), nil
}
