package plain

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/mattn/go-runewidth"

	"tutor/exercises"
	"tutor/internal/study"
	"tutor/internal/term"
	"tutor/lessons"
)

// dialogue is one learner at one reader and writer.
type dialogue struct {
	Options
	ctx   context.Context
	route study.Route

	writing sync.Mutex
	lines   chan line // that were typed
	held    []line    // read before their turn
	ended   bool      // there is nothing more to read
	closed  chan struct{}
	runs    []*commandRun // command blocks that go on
}

// line is what was typed on one.
type line struct {
	text string
	err  error
}

func newDialogue(ctx context.Context, opts Options) *dialogue {
	d := &dialogue{Options: opts, ctx: ctx, lines: make(chan line), closed: make(chan struct{})}
	d.route = study.Route{Lessons: opts.Course.Lessons(), Exercises: opts.Exercises}
	go d.listen()
	return d
}

// listen reads lines for as long as the dialogue goes on. Reading from a terminal cannot be interrupted.
func (d *dialogue) listen() {
	in := bufio.NewReader(d.In)
	for {
		text, err := in.ReadString('\n')
		if err == io.EOF && text != "" {
			err = nil
		}
		select {
		case d.lines <- line{strings.TrimRight(text, "\r\n"), err}:
		case <-d.closed:
			return
		}
		if err != nil {
			return
		}
	}
}

func (d *dialogue) close() { close(d.closed) }

// say writes a line, or several.
func (d *dialogue) say(format string, args ...any) {
	d.write(d.broken(fmt.Sprintf(format, args...)) + "\n")
}

// broken breaks long lines between words, where they would be broken anywhere else. Code and what a program printed is
// indented, and stays whole.
func (d *dialogue) broken(text string) string {
	if !d.Wraps {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if !strings.HasPrefix(l, " ") {
			lines[i] = breakLine(l, d.Width)
		}
	}
	return strings.Join(lines, "\n")
}

func breakLine(text string, width int) string {
	var b strings.Builder
	column := 0
	for i, word := range strings.SplitAfter(text, " ") {
		cells := runewidth.StringWidth(strings.TrimRight(word, " "))
		if i > 0 && column+cells > width {
			b.WriteByte('\n')
			column = 0
		}
		b.WriteString(word)
		column += runewidth.StringWidth(word)
	}
	return b.String()
}

// write is the only way out: nothing in the text can act on a terminal, and nothing is drawn.
func (d *dialogue) write(text string) {
	d.writing.Lock()
	defer d.writing.Unlock()
	_, _ = io.WriteString(d.Out, term.Undrawn(term.Sanitize(text))) // a reader that has gone is no error of ours
}

// text writes Markdown.
func (d *dialogue) text(markdown string) { d.list(d.Text(markdown, d.Width)) }

func (d *dialogue) list(lines []string) {
	for _, l := range lines {
		d.say("%s", l)
	}
}

// inline is a short Markdown text on one line.
func (d *dialogue) inline(markdown string) string {
	const whole = 2000 // more than such a text has
	return oneLine(strings.Join(d.Text(markdown, whole), " "))
}

// read returns the line that answers a prompt. At the end of what is typed it is errQuit.
func (d *dialogue) read() (string, error) {
	text, err := d.next()
	if !d.Typed || err != nil {
		d.write("\n") // nobody's Enter has ended the line of the prompt
	}
	return text, err
}

// next returns the next line that is typed.
func (d *dialogue) next() (string, error) {
	if len(d.held) > 0 {
		first := d.held[0]
		d.held = d.held[1:]
		return first.text, nil
	}
	if d.ended {
		return "", errQuit
	}
	select {
	case <-d.ctx.Done():
		return "", d.ctx.Err()
	case got := <-d.lines:
		if got.err != nil {
			d.ended = true
			return "", errQuit
		}
		return got.text, nil
	}
}

// wait waits until done is closed. Meanwhile the words can be typed; anything else is kept until its turn, and with the
// end of what is typed onEnd is called.
func (d *dialogue) wait(done <-chan struct{}, words map[string]func(), onEnd func()) {
	for {
		lines := d.lines
		if d.ended || len(d.held) > 0 {
			lines = nil // what comes next is not for now
		}
		select {
		case <-done:
			return
		case next := <-lines:
			word := strings.ToLower(strings.TrimSpace(next.text))
			switch do := words[word]; {
			case next.err != nil:
				d.ended = true
				onEnd()
			case do != nil:
				do()
			case d.Typed && word != "":
				d.say("Not now: it is still running.")
			case !d.Typed:
				d.held = append(d.held, next)
			}
		}
	}
}

// keep says when progress could not be written.
func (d *dialogue) keep(err error) {
	if err != nil {
		d.say("Warning: your progress could not be saved: %s", err)
	}
}

func (d *dialogue) lessonName(m lessons.Meta) string {
	return fmt.Sprintf("lesson %d, %s", m.Number, oneLine(m.Title))
}

func exerciseName(ex *exercises.Exercise) string {
	return fmt.Sprintf("exercise %d, %s", ex.Number, oneLine(ex.Title))
}

// stopName is a stop at the end of a sentence.
func (d *dialogue) stopName(s study.Stop) string {
	switch {
	case s.Exercise != nil:
		return exerciseName(s.Exercise)
	case s.Lesson != nil:
		return d.lessonName(*s.Lesson)
	}
	return "the course map"
}

// sentence makes a text begin with a capital letter.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// oneLine keeps a text from breaking the line that it stands in.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
