package plain

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// choice is something that can be typed at a prompt.
type choice struct {
	key  string // the word; empty for Enter alone
	arg  string // what follows the word, as the help names it, such as "NUMBER"; empty where nothing does
	does string
	more bool // named in the help only
}

// numbersKey stands for a line of numbers.
const numbersKey = "NUMBERS"

// command is what was typed: the key of a choice, and what followed it.
type command struct{ key, arg string }

// everywhere is what can be typed at every prompt.
func everywhere() []choice {
	return []choice{
		{key: "m", does: "the course map", more: true},
		{key: "/", arg: "WORDS", does: "searches the course", more: true},
		{key: "g", arg: "TERM", does: "explains a term; g alone lists all of them", more: true},
		{key: "o", does: "what commands of the course are running, and their last lines", more: true},
		{key: "q", does: "quits"},
	}
}

// ask says what can be typed and returns what was. Questions about that are answered here.
func (d *dialogue) ask(choices ...choice) (command, error) {
	choices = append(choices, everywhere()...)
	for {
		d.news()
		d.write(d.broken(prompt(choices)))
		text, err := d.read()
		if err != nil {
			return command{}, err
		}
		typed, ok := understood(text, choices)
		switch {
		case strings.TrimSpace(text) == "?" || strings.EqualFold(strings.TrimSpace(text), "help"):
			d.help(choices)
		case !ok:
			d.say("%q cannot be typed here. ? says what can.", oneLine(text))
		case typed.key == "q":
			return command{}, errQuit
		case typed.key == "g":
			d.glossary(typed.arg)
		case typed.key == "o":
			d.showRuns()
		default:
			return typed, nil
		}
	}
}

func prompt(choices []choice) string {
	var parts []string
	for _, c := range choices {
		if !c.more {
			parts = append(parts, c.name()+" "+c.does)
		}
	}
	text := strings.Join(parts, ", ") + ", ? help: "
	if choices[0].key == numbersKey { // a key stays as it is typed
		return sentence(text)
	}
	return text
}

func (c choice) name() string {
	switch {
	case c.key == "" || c.key == numbersKey:
		return map[string]string{"": "Enter", numbersKey: c.arg}[c.key]
	case c.arg == "":
		return c.key
	case c.key == "/":
		return c.key + c.arg
	}
	return c.key + " " + c.arg
}

func (d *dialogue) help(choices []choice) {
	d.say("This can be typed here, with Enter after it:")
	for _, c := range choices {
		d.say("%s: %s", c.name(), c.does)
	}
	d.say("?: this help")
}

// understood finds what a line means. Capitals do not count, and what follows a key may be left out.
func understood(text string, choices []choice) (command, bool) {
	text = strings.TrimSpace(text)
	if rest, ok := strings.CutPrefix(text, "/"); ok {
		return command{"/", strings.TrimSpace(rest)}, true
	}
	word, rest, _ := strings.Cut(text, " ")
	word, rest = strings.ToLower(word), strings.TrimSpace(rest)
	for _, c := range choices {
		if c.key == word && (rest == "" || c.arg != "") {
			return command{word, rest}, true
		}
	}
	takesNumbers := slices.ContainsFunc(choices, func(c choice) bool { return c.key == numbersKey })
	if _, err := numbers(text); takesNumbers && err == nil {
		return command{numbersKey, text}, true
	}
	for _, c := range choices { // "e2" is "e 2"
		if rest, ok := strings.CutPrefix(word, c.key); ok && c.arg != "" && c.key != "" && c.key != "/" {
			if _, err := strconv.Atoi(rest); err == nil {
				return command{c.key, rest}, true
			}
		}
	}
	return command{}, false
}

// numbers reads "1 3" or "1, 3".
func numbers(text string) ([]int, error) {
	fields := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' })
	if len(fields) == 0 {
		return nil, fmt.Errorf("there is no number in %q", text)
	}
	all := make([]int, len(fields))
	for i, f := range fields {
		n, err := strconv.Atoi(f)
		if err != nil {
			return nil, fmt.Errorf("%q is no number", f)
		}
		all[i] = n
	}
	return all, nil
}

// confirm asks a question; only yes is yes.
func (d *dialogue) confirm(question string) (bool, error) {
	d.write(d.broken(question + " y is yes, Enter is no: "))
	text, err := d.read()
	if err != nil {
		return false, err
	}
	word := strings.ToLower(strings.TrimSpace(text))
	return word == "y" || word == "yes", nil
}

// elsewhere is where what was typed leads, when it is one of the words for everywhere; false for any other.
func (d *dialogue) elsewhere(typed command) (place, bool, error) {
	switch typed.key {
	case "m":
		return place{kind: atHome}, true, nil
	case "/":
		return d.search(typed.arg)
	}
	return place{}, false, nil
}
