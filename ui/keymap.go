package ui

import (
	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
)

// keys is what a screen can do now, most useful first. What cannot be done now is disabled and not listed.
type keys []key.Binding

// ShortHelp and FullHelp make keys a help.KeyMap.
func (k keys) ShortHelp() []key.Binding { return k }

// FullHelp lists all keys in one column.
func (k keys) FullHelp() [][]key.Binding { return [][]key.Binding{k} }

var _ help.KeyMap = keys{}

func bind(name, does string, on ...string) key.Binding {
	return key.NewBinding(key.WithKeys(on...), key.WithHelp(name, does))
}

// globalKeys work on every screen.
type globalKeys struct{ Search, Glossary, Contents, Back, Forward, Help, Quit, Suspend, Running key.Binding }

func newGlobalKeys() globalKeys {
	return globalKeys{
		Search:   bind("/", "search", "/"),
		Glossary: bind("g", "glossary", "g"),
		Contents: bind("t", "contents", "t"),
		Back:     bind("[", "go back", "[", "alt+left"),
		Forward:  bind("]", "go forward", "]", "alt+right"),
		Help:     bind("?", "help", "?"),
		Quit:     bind("q", "quit", "q", "ctrl+c"),
		Suspend:  bind("ctrl+z", "suspend", "ctrl+z"),
		Running:  bind("X", "output of commands", "X"),
	}
}

func (k globalKeys) list() keys {
	return keys{k.Search, k.Glossary, k.Contents, k.Back, k.Forward, k.Running, k.Help, k.Quit, k.Suspend}
}

// helpKeys scroll the list of keys; any other key closes it.
type helpKeys struct{ Close, Up, Down, PageUp, PageDown key.Binding }

func newHelpKeys() helpKeys {
	return helpKeys{
		Close:    bind("esc", "close", "esc"),
		Up:       bind("↑/k", "up", "up", "k"),
		Down:     bind("↓/j", "down", "down", "j"),
		PageUp:   bind("pgup", "page up", "pgup", "ctrl+u"),
		PageDown: bind("pgdn", "page down", "pgdown", "ctrl+d", " "),
	}
}

// homeKeys move in the course map.
type homeKeys struct{ Open, Review, Doctor, Up, Down, First, Last, PageUp, PageDown key.Binding }

func newHomeKeys() homeKeys {
	return homeKeys{
		Open:     bind("enter", "open", "enter", "right", "l", " "),
		Review:   bind("r", "review terms", "r"),
		Doctor:   bind("d", "is this machine ready?", "d"),
		Up:       bind("↑/k", "up", "up", "k"),
		Down:     bind("↓/j", "down", "down", "j"),
		First:    bind("home", "first", "home"),
		Last:     bind("end", "last", "end", "G"),
		PageUp:   bind("pgup", "page up", "pgup", "ctrl+u"),
		PageDown: bind("pgdn", "page down", "pgdown", "ctrl+d"),
	}
}

func (k homeKeys) list() keys {
	return keys{k.Open, k.Down, k.Up, k.Review, k.Doctor, k.First, k.Last, k.PageUp, k.PageDown}
}

// lessonKeys turn pages, step through walkthroughs and scroll.
type lessonKeys struct {
	Forward, Next, Previous, Up, Down, PageUp, PageDown, Top, End, Focus, Links, Back key.Binding
	blockKeys
	findKeys
}

func newLessonKeys() lessonKeys {
	return lessonKeys{
		Forward:  bind("space", "read on", " ", "pgdown", "enter"),
		Next:     bind("→", "next", "right", "l", "n"),
		Previous: bind("←", "previous", "left", "h", "p"),
		Down:     bind("↓/j", "scroll down", "down", "j"),
		Up:       bind("↑/k", "scroll up", "up", "k"),
		PageUp:   bind("pgup", "page up", "pgup", "ctrl+u"),
		PageDown: bind("ctrl+d", "half a page down", "ctrl+d"),
		Top:      bind("home", "to the top", "home"),
		End:      bind("end", "to the end", "end", "G"),
		Focus:    bind("tab", "scroll code or text", "tab"),
		Links:    bind("o", "links", "o"),
		Back:     bind("esc", "course map", "esc", "backspace"),

		blockKeys: newBlockKeys(),
		findKeys:  newFindKeys(),
	}
}

// list puts the key that misses nothing before the one that turns the page, as long as there is more below.
func (k lessonKeys) list(more bool) keys {
	all := k.findKeys.list()
	if more {
		all = append(all, k.Forward)
	}
	all = append(all, k.Next, k.Run, k.Copy, k.Links, k.Previous, k.Back, k.NextBlock, k.PreviousBlock)
	if !more {
		all = append(all, k.Forward)
	}
	return append(all, k.Down, k.Up, k.Focus, k.PageDown, k.PageUp, k.Top, k.End)
}

// quizKeys answer questions and find mistakes in a lesson.
type quizKeys struct{ Choose, Number, Answer, Retry, Move, Mark, Review key.Binding }

func newQuizKeys() quizKeys {
	return quizKeys{
		Choose: bind("space", "choose", " "),
		Number: bind("1", "choose by number", "1"),
		Answer: bind("enter", "answer", "enter"),
		Retry:  bind("r", "try again", "r"),
		Move:   bind("↑↓", "move", "up", "k", "down", "j"),
		Mark:   bind("↑↓", "mark a line", "up", "k", "down", "j"),
		Review: bind("T", "review terms", "T"),
	}
}

// reviewKeys turn cards and grade what the learner knew.
type reviewKeys struct{ Show, Missed, Knew, All, Done, Back, Up, Down, PageUp, PageDown key.Binding }

func newReviewKeys() reviewKeys {
	return reviewKeys{
		Show:     bind("enter", "show the meaning", "enter", " "),
		Missed:   bind("1/←", "missed", "1", "n", "left"),
		Knew:     bind("2/→", "knew", "2", "y", "right"),
		All:      bind("enter", "review them", "enter"),
		Done:     bind("enter", "done", "enter", " "),
		Back:     bind("esc", "leave", "esc", "backspace"),
		Up:       bind("↑/k", "scroll up", "up", "k"),
		Down:     bind("↓/j", "scroll down", "down", "j"),
		PageUp:   bind("pgup", "page up", "pgup", "ctrl+u"),
		PageDown: bind("pgdn", "page down", "pgdown", "ctrl+d"),
	}
}

func (k reviewKeys) list() keys {
	return keys{k.Show, k.Missed, k.Knew, k.All, k.Done, k.Back, k.Down, k.Up, k.PageDown, k.PageUp}
}

// exerciseKeys check the work and walk through what was found.
type exerciseKeys struct {
	Check, Open, Up, Down, PageUp, PageDown, Top, End, Tab, BackTab, Left, Hint, Write, Lesson, Next, Cancel, Back key.Binding
	Edit, Explain, Watch, Copy, History, Reset, Yes, Restart, No                                                   key.Binding
}

func newExerciseKeys() exerciseKeys {
	return exerciseKeys{
		Check:    bind("space", "check now", " "),
		Open:     bind("enter", "evidence", "enter", "right"),
		Up:       bind("↑/k", "up", "up", "k"),
		Down:     bind("↓/j", "down", "down", "j"),
		PageUp:   bind("pgup", "scroll up", "pgup", "ctrl+u"),
		PageDown: bind("pgdn", "scroll down", "pgdown", "ctrl+d"),
		Top:      bind("home", "to the top", "home"),
		End:      bind("end", "to the end", "end", "G"),
		Tab:      bind("tab", "next pane", "tab"),
		BackTab:  bind("shift+tab", "previous pane", "shift+tab"),
		Left:     bind("←", "back to the checks", "left"),
		Hint:     bind("h", "hint", "h"),
		Write:    bind("a", "write answer", "a"),
		Explain:  bind("x", "explain my file", "x"),
		Lesson:   bind("l", "lesson", "l"),
		Next:     bind("n", "what comes next", "n"),
		Cancel:   bind("esc", "cancel", "esc"),
		Back:     bind("esc", "back", "esc", "backspace"),
		Edit:     bind("e", "your editor", "e"),
		Watch:    bind("w", "check every save", "w"),
		Copy:     bind("c", "copy the command", "c"),
		History:  bind("H", "attempts so far", "H"),
		Reset:    bind("r", "begin again", "r"),
		Restart:  bind("y", "yes, begin again", "y", "Y"),
		Yes:      bind("y", "yes, make it", "y", "Y", "enter"),
		No:       bind("n", "no", "n", "N", "esc"),
	}
}

// historyKeys scroll the list of attempts.
type historyKeys struct{ Close, Up, Down, PageUp, PageDown key.Binding }

func newHistoryKeys() historyKeys {
	return historyKeys{
		Close:    bind("esc", "close", "esc", "H", "enter"),
		Up:       bind("↑/k", "up", "up", "k"),
		Down:     bind("↓/j", "down", "down", "j"),
		PageUp:   bind("pgup", "page up", "pgup", "ctrl+u"),
		PageDown: bind("pgdn", "page down", "pgdown", "ctrl+d", " "),
	}
}

// list has what comes next early once there is nothing left to do here.
func (k exerciseKeys) list(passed bool) keys {
	first := keys{k.Check, k.Cancel, k.Write, k.Open, k.Hint, k.Edit, k.Explain, k.Tab, k.Lesson, k.Back, k.Next}
	if passed {
		first = keys{k.Check, k.Cancel, k.Write, k.Open, k.Hint, k.Next, k.Tab, k.Lesson, k.Edit, k.Explain, k.Back}
	}
	return append(first, k.Watch, k.Copy, k.History, k.Reset, k.Left, k.Down, k.Up, k.PageDown, k.PageUp, k.Top, k.End, k.BackTab)
}

// editorKeys write an answer, and answer the editor's questions. Everything else is text.
type editorKeys struct {
	Save, Toggle, Close, PageUp, PageDown       key.Binding
	SaveFirst, Discard, Overwrite, Reload, Stay key.Binding
}

func newEditorKeys() editorKeys {
	return editorKeys{
		Save:     bind("ctrl+s", "save", "ctrl+s"),
		Toggle:   bind("ctrl+x", "tick", "ctrl+x"),
		Close:    bind("esc", "close", "esc"),
		PageUp:   bind("pgup", "page up", "pgup"),
		PageDown: bind("pgdn", "page down", "pgdown"),

		SaveFirst: bind("s", "save", "s", "S", "ctrl+s"),
		Discard:   bind("d", "discard", "d", "D"),
		Overwrite: bind("o", "overwrite", "o", "O"),
		Reload:    bind("r", "reload", "r", "R"),
		Stay:      bind("esc", "go on writing", "esc"),
	}
}
