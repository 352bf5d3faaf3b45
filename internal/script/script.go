// Package script says in plain words what the commands of a shell script do, one by one.
//
// It knows the programs that people run while an image is built, and says honestly that it does not know the others.
package script

import (
	"fmt"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// What is read of a script at most. A person explains no more than that, and a parser that calls itself must not
// be led any deeper.
const (
	maxScript  = 512 << 10 // bytes
	maxOpeners = 4000      // brackets and words that can open something within something
	maxDepth   = 12        // of what is explained within something
	maxParts   = 200
)

// Part is a piece of a script, such as one command, and what it does.
type Part struct {
	Text string `json:"text"` // on one line; a very long one is cut
	Says string `json:"says"` // a sentence
}

// Explain says what each command of a shell script does, in their order.
// There is always at least one part when the script is not blank.
func Explain(script string) []Part {
	return partsOf(script, 0)
}

func partsOf(script string, depth int) []Part {
	if strings.TrimSpace(script) == "" {
		return nil
	}
	if len(script) > maxScript || openers(script) > maxOpeners {
		return onePart(script, "this script is too long or too deeply nested to be taken apart here")
	}
	file, err := syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(script), "")
	if err != nil {
		return onePart(script, unreadable(err))
	}
	w := &walker{src: script, functions: map[string]bool{}, depth: depth}
	w.stmts(file.Stmts, "")
	if len(w.parts) == 0 {
		return onePart(script, "only comments: nothing is run")
	}
	return w.parts
}

// onePart explains a script as a whole.
func onePart(script, clause string) []Part {
	return []Part{{Text: clip(oneLine(script), maxText), Says: sentence("", clause)}}
}

// unreadable says where a script stops being one for sh or bash.
func unreadable(err error) string {
	const says = "this is not a script for sh or bash that can be read here, so it is not taken apart"
	if e, ok := err.(syntax.ParseError); ok { //nolint:errorlint // the parser returns it as it is
		return fmt.Sprintf("%s: %s (line %d of the script)", says, oneLine(e.Text), e.Pos.Line())
	}
	return says
}

// openers counts what could open something within something; a parser goes no deeper than that.
func openers(script string) int {
	n := 0
	for i := range len(script) {
		switch script[i] {
		case '(', '{', '`', '[', '!', '~':
			n++
		}
	}
	for word := range strings.FieldsSeq(script) {
		switch word {
		case "if", "elif", "while", "until", "for", "case", "select", "time", "coproc", "function":
			n++
		}
	}
	return n
}

// ExplainExec says what a command in exec form does, which no shell reads.
func ExplainExec(args []string) Part {
	words := make([]string, 0, len(args))
	for _, arg := range args {
		words = append(words, shown(arg))
	}
	text := clip(oneLine(strings.Join(words, " ")), maxText)
	switch {
	case len(args) == 0:
		return Part{Says: sentence("", "runs nothing: the list is empty")}
	case strings.HasPrefix(args[0], "-"):
		return Part{Text: text, Says: sentence("", "gives "+argList(words)+" to the program that ENTRYPOINT names")}
	}
	return Part{Text: text, Says: sentence("", describe(call{args: words, raw: args}))}
}

// summary says what a short script does, or how long it is.
func summary(script string) string {
	parts := partsOf(script, maxDepth-2)
	switch len(parts) {
	case 0:
		return " nothing"
	case 1:
		return " " + strings.TrimSuffix(lowered(parts[0].Says), ".")
	}
	says := ""
	for _, p := range parts[:min(len(parts), 4)] {
		says += "; " + strings.TrimSuffix(lowered(p.Says), ".")
	}
	if len(parts) > 4 {
		says += "; and so on"
	}
	return says[1:]
}
