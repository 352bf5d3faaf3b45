package ui

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"tutor/exercises"
	"tutor/internal/study"
)

const starterAnswers = `# Health: your answers

Put an x between the brackets of the one that is right, as in ` + "`- [x]`" + `.

## A frozen process

What does ` + "`docker ps`" + ` show?

- [ ] It shows Up, and /health answers 200
- [ ] It shows Up, and /health gives no answer

## Why deployment systems ask

Write at least 25 words here. 日本語の行もきちんと折り返されます。とても長い行でも大丈夫です、たぶん。
`

// desk is Answers with one file in memory.
type desk struct {
	file  []byte // nil: there is none
	fail  error
	saves int
}

func (k *desk) ReadAnswer(*exercises.Exercise, string, string) (data []byte, there bool, err error) {
	if k.file == nil {
		return []byte(starterAnswers), false, k.fail
	}
	return bytes.Clone(k.file), true, k.fail
}

func (k *desk) SaveAnswer(_, _ string, data, was []byte) error {
	switch {
	case k.fail != nil:
		return k.fail
	case !bytes.Equal(k.file, was):
		return &study.AnswerChangedError{Now: bytes.Clone(k.file)}
	}
	k.file = bytes.Clone(data)
	k.saves++
	return nil
}

// withAnswer gives the exercise a check of an answer, and the learner a folder.
func withAnswer(k *desk) setting {
	return func(o *Options, m *memory) {
		ex := fixtureExercise()
		ex.Checks = append(ex.Checks, exercises.Check{
			ID: "frozen", Title: "A frozen process", Kind: "answer", Points: 1,
			Settings: exercises.Answer{File: "answer.md", Section: "A frozen process"},
		})
		o.Exercises, o.Answers, o.Start = []*exercises.Exercise{ex}, k, ex.ID
		withWorkspace(o, m)
	}
}

func openEditor(t *testing.T, width, height int, k *desk) *driver {
	t.Helper()
	d := newDriver(t, width, height, termenv.Ascii, withAnswer(k))
	d.press("a")
	return d
}

// pressOften presses a key n times.
func (d *driver) pressOften(name string, n int) {
	d.t.Helper()
	for range n {
		d.press(name)
	}
}

func editorScenes() []scene {
	fresh := func(file []byte) []setting { // every picture begins with the file as it was
		return []setting{func(o *Options, m *memory) { withAnswer(&desk{file: file})(o, m) }}
	}
	withFile := fresh([]byte(starterAnswers))
	ticked := func(d *driver) {
		d.press("a")
		for range 20 { // where the box is depends on the width
			d.press("down", "ctrl+x")
			if strings.Contains(d.plain(), "[x] It") {
				return
			}
		}
	}
	return []scene{
		{"editor-open", withFile, func(d *driver) { d.press("a") }},
		{"editor-written", withFile, ticked},
		{"editor-unsaved", withFile, func(d *driver) { ticked(d); d.press("esc") }},
		{"editor-missing", fresh(nil), func(d *driver) { d.press("a") }},
		{"editor-refused", fresh([]byte("a\tb\n")), func(d *driver) { d.press("a") }},
		{"editor-changed", withFile, func(d *driver) {
			ticked(d)
			d.root.opts.Answers.(*desk).file = []byte("theirs\n")
			d.press("ctrl+s")
		}},
		{"exercise-saved", fresh(nil), func(d *driver) { d.press("a", "x", "ctrl+s", "esc") }},
	}
}

func TestTheKeyForAnAnswerIsListedOnlyWhereThereIsOne(t *testing.T) {
	d := newDriver(t, 120, 40, termenv.Ascii, startAt("build-image"), withWorkspace)
	d.press("a")
	d.seesNot("write answer")
	d = newDriver(t, 120, 40, termenv.Ascii, withAnswer(&desk{}), func(_ *Options, m *memory) { clear(m.workspace) })
	d.press("a")
	d.seesNot("write answer")
	d.seesNot("ctrl+s")
	d = newDriver(t, 120, 40, termenv.Ascii, withAnswer(&desk{}))
	d.sees("a write answer")
	d.press("a")
	d.sees("ctrl+s save")
}

func TestABoxIsTickedAndCleared(t *testing.T) {
	k := &desk{file: []byte(starterAnswers)}
	d := openEditor(t, 60, 15, k)
	d.press("ctrl+x")
	d.sees("There is no box in this line.")
	d.pressOften("down", 10)
	d.press("ctrl+x")
	d.sees("- [x] It shows Up, and /health gives no answer")
	d.sees("answer.md * not saved")
	d.press("ctrl+s")
	d.seesNot("not saved")
	want := strings.Replace(starterAnswers, "- [ ] It shows Up, and /health gives", "- [x] It shows Up, and /health gives", 1)
	if string(k.file) != want {
		t.Errorf("the file is\n%s", k.file)
	}
	d.press("ctrl+x", "ctrl+s")
	if string(k.file) != starterAnswers {
		t.Errorf("the file is\n%s", k.file)
	}
	if k.saves != 2 {
		t.Errorf("%d saves", k.saves)
	}
}

func TestWhereABoxIs(t *testing.T) {
	for line, want := range map[string]string{
		"- [ ] a": "- [x] a", "  * [x] b": "  * [ ] b", "+ [X] c": "+ [ ] c", "12. [ ] d": "12. [x] d", "> - [ ] e": "> - [x] e",
		"- [] f": "", "-[ ] g": "", "text [ ] h": "", "- [y] i": "", "": "",
	} {
		at, mark, ok := study.ToggledBox(line)
		got := ""
		if ok {
			got = line[:at] + string(mark) + line[at+1:]
		}
		if got != want {
			t.Errorf("%q becomes %q, want %q", line, got, want)
		}
	}
}

func TestTickingKeepsTheCursor(t *testing.T) {
	k := &desk{file: []byte("- [ ] 語 one\n")}
	d := openEditor(t, 60, 15, k)
	d.press("end", "ctrl+x")
	d.typeText("!")
	d.press("ctrl+s")
	if string(k.file) != "- [x] 語 one!\n" {
		t.Errorf("the file is %q", k.file)
	}
}

func TestLettersAreTextInTheEditor(t *testing.T) {
	k := &desk{file: []byte{}}
	d := openEditor(t, 60, 15, k)
	d.typeText("q?/ agt[]")
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("up")}) // came together: a word and not a key
	d.press("space", "enter")
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("esc\r\na\tb\x1b[2J\u202e"), Paste: true})
	d.press("ctrl+s")
	if want := "q?/ agt[]up \nesc\na       b"; string(k.file) != want {
		t.Errorf("the file is %q, want %q", k.file, want)
	}
}

func TestAFileStaysAsItIsToTheByte(t *testing.T) {
	for _, text := range []string{
		"a\r\nb\r\n", "a\nb", "\n\n", "", "a", "\uFEFFa\r\n\r\n", "trailing  \n  leading\n", "é e\u0301 👩‍💻 日本\n", "a\n\n\n",
	} {
		k := &desk{file: []byte(text)}
		d := openEditor(t, 40, 12, k)
		d.press("x", "ctrl+s", "backspace", "ctrl+s", "esc")
		if k.saves != 2 || string(k.file) != text {
			t.Errorf("%q became %q after %d saves", text, k.file, k.saves)
		}
	}
}

func TestCarriageReturnsAreWrittenForNewLines(t *testing.T) {
	k := &desk{file: []byte("a\r\nb\r\n")}
	d := openEditor(t, 60, 15, k)
	d.press("x", "enter", "ctrl+s")
	if string(k.file) != "x\r\na\r\nb\r\n" {
		t.Errorf("the file is %q", k.file)
	}
}

func TestAFileThatCouldChangeIsNotOpened(t *testing.T) {
	for text, why := range map[string]string{
		"a\n\tb\n":                     "has a tab in line 2",
		"a\r\nb\n":                     "has lines that end with CR LF and lines that end with LF",
		"a\rb\n":                       "has a character in line 1",
		"a\n\x1b[31mb":                 "has a character in line 2",
		"a\u202eb":                     "has a character in line 1",
		"a\uFFFDb":                     "has a character in line 1",
		"a\xffb":                       "is not text in UTF-8",
		strings.Repeat("a", 256<<10+1): "is larger than 256 KB",
		strings.Repeat("\n", 10_000):   "is too long",
	} {
		k := &desk{file: []byte(text)}
		d := openEditor(t, 80, 24, k)
		d.sees("! answer.md " + why)
		d.sees("/home/learner/tutor/build-image/answer.md")
		d.press("x", "ctrl+s")
		if k.saves != 0 {
			t.Errorf("%.10q was written", text)
		}
		d.press("esc")
		d.sees("Exercise 1")
	}
}

func TestAFileThatCannotBeReadIsSaid(t *testing.T) {
	d := openEditor(t, 60, 15, &desk{fail: errors.New("permission\x1b[2J denied")})
	d.sees("cannot be read: permission denied")
}

func TestUnsavedTextIsAskedAbout(t *testing.T) {
	k := &desk{file: []byte("old\n")}
	d := openEditor(t, 60, 15, k)
	d.press("esc")
	d.sees("Exercise 1") // nothing to ask
	d.press("a", "x", "esc")
	d.sees("! Your text is not saved.")
	d.press("q", "x")
	d.sees("! Your text is not saved.")
	d.press("esc")
	d.typeText("y")
	d.sees("xy▏old")
	d.press("esc", "d")
	d.sees("Exercise 1")
	if k.saves != 0 {
		t.Error("what was discarded was written")
	}
	d.press("a", "z", "esc", "s")
	d.sees("Exercise 1")
	d.sees("answer.md is saved: space checks it")
	if string(k.file) != "zold\n" {
		t.Errorf("the file is %q", k.file)
	}
	d.press("space")
	d.seesNot("saved")
}

func TestAnAnswerSavedAfterACheckIsNotCheckedYet(t *testing.T) {
	d := openEditor(t, 80, 24, &desk{file: []byte("old\n")})
	d.press("esc", "space")
	d.press("a", "x", "ctrl+s", "esc")
	d.sees("answer.md was saved while this check runs")
	d.send(gradeOver{op: d.op(), raw: failedReport(), seen: sanitizeReport(failedReport())})
	d.sees("! answer.md was saved after this check began: space checks again")
	d.press("space")
	d.seesNot("saved")
}

func TestTheEndOfTheProgramAsksOnce(t *testing.T) {
	k := &desk{file: []byte("old\n")}
	d := openEditor(t, 60, 15, k)
	d.press("x")
	ctrlC := func() bool { _, cmd := d.root.Update(keyNamed("ctrl+c")); return quits(cmd) }
	if ctrlC() {
		t.Fatal("unsaved text is lost")
	}
	d.sees("tutor is to end")
	d.press("esc")
	d.typeText("y")
	if ctrlC() {
		t.Fatal("unsaved text is lost the second time")
	}
	if !ctrlC() {
		t.Error("it does not end when asked twice")
	}
}

func TestTheEndOfTheProgramCanSaveFirst(t *testing.T) {
	k := &desk{file: []byte("old\n")}
	d := openEditor(t, 60, 15, k)
	d.press("x", "ctrl+c")
	_, cmd := d.root.Update(keyNamed("s"))
	saved := cmd()
	if string(k.file) != "xold\n" {
		t.Fatalf("the file is %q", k.file)
	}
	_, cmd = d.root.Update(saved)
	left := false
	for _, one := range cmd().(tea.BatchMsg) {
		if msg, ok := one().(answerLeft); ok {
			_, end := d.root.Update(msg)
			left = quits(end)
		}
	}
	if !left {
		t.Error("it does not end after it saved")
	}
}

func TestSomebodyElsesTextIsNotWrittenOver(t *testing.T) {
	k := &desk{file: []byte("old\n")}
	d := openEditor(t, 80, 24, k)
	d.press("x")
	k.file = []byte("theirs\n")
	d.press("ctrl+s")
	d.sees("! Another program changed the file meanwhile.")
	d.press("esc", "ctrl+s") // to go on is no leave to overwrite
	d.sees("! Another program changed the file meanwhile.")
	d.press("ctrl+c", "s")
	d.sees("! Another program changed the file meanwhile.")
	if string(k.file) != "theirs\n" {
		t.Fatalf("the file is %q", k.file)
	}
	k.file = []byte("theirs again\n")
	d.press("o")
	d.sees("! Another program changed the file meanwhile.")
	d.press("r")
	d.sees("theirs again")
	d.seesNot("not saved")
	d.press("y")
	k.file = []byte("theirs at last\n")
	d.press("ctrl+s", "o")
	if string(k.file) != "ytheirs again\n" {
		t.Errorf("the file is %q", k.file)
	}
	d.press("z")
	k.file = nil
	d.press("ctrl+s")
	d.sees("The file was removed meanwhile.")
	d.press("o")
	if string(k.file) != "yztheirs again\n" {
		t.Errorf("the file is %q", k.file)
	}
}

func TestAMissingFileBeginsFromTheStarter(t *testing.T) {
	k := &desk{}
	d := openEditor(t, 80, 24, k)
	d.sees("There is no answer.md yet")
	d.sees("Health: your answers")
	d.press("ctrl+s")
	if string(k.file) != starterAnswers {
		t.Errorf("the file is %q", k.file)
	}
}

func TestASaveThatFailsKeepsTheText(t *testing.T) {
	k := &desk{file: []byte("old\n")}
	d := openEditor(t, 60, 15, k)
	d.press("x")
	k.fail = errors.New("disk full")
	d.press("esc", "s")
	d.sees("! Not saved: disk full")
	d.sees("x▏old")
	d.press("esc")
	d.sees("! Your text is not saved.")
}

func TestAResizeAndANewCourseKeepTheText(t *testing.T) {
	d := openEditor(t, 80, 24, &desk{file: []byte(starterAnswers)})
	d.press("x")
	for _, size := range [][2]int{{40, 12}, {10, 3}, {120, 40}, {60, 15}} {
		d.send(sizeMsg(size))
	}
	d.sees("x▏# Health: your answers")
	d.send(reloadMsg{Reload{Course: fixtureCourse(t), Exercises: d.root.opts.Exercises, Err: errors.New("no more")}})
	d.sees("x▏# Health: your answers")
	d.sees("not saved")
}

func TestTheCursorIsSeenWhereverItIs(t *testing.T) {
	d := openEditor(t, 40, 12, &desk{file: []byte(strings.Repeat(starterAnswers, 5))})
	cursor := func(after string) {
		t.Helper()
		if !strings.Contains(d.plain(), glyphCursor) {
			t.Errorf("after %s the cursor is off the screen:\n%s", after, d.plain())
		}
		d.fits(after)
	}
	for range 130 {
		d.press("down")
		cursor("down")
	}
	d.press("pgup", "pgup")
	cursor("pgup")
	d.press("pgdown")
	cursor("pgdown")
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(strings.Repeat("pasted\n", 50)), Paste: true})
	cursor("paste")
	d.press("end")
	cursor("end")
	d.send(sizeMsg([2]int{60, 15}))
	cursor("resize")
}

func TestAnOlderFileIsDropped(t *testing.T) {
	d := openEditor(t, 60, 15, &desk{file: []byte("mine\n")})
	d.send(answerRead{op: -1, data: []byte("stale\n"), there: true})
	d.send(answerSaved{op: -1, err: errors.New("stale")})
	d.sees("mine")
	d.seesNot("stale")
}
