package script

import (
	"strings"
	"sync"

	"mvdan.cc/sh/v3/syntax"
)

// What a test asks about one word.
var askOne = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"-f": "the file % exists", "-d": "the folder % exists", "-e": "% exists", "-a": "% exists",
		"-s": "the file % exists and is not empty", "-x": "% can be run", "-r": "% can be read", "-w": "% can be written",
		"-L": "% is a symbolic link", "-h": "% is a symbolic link", "-S": "% is a socket", "-p": "% is a pipe",
		"-n": "% is not empty", "-z": "% is empty", "-v": "the variable % is set", "-t": "channel % is a terminal",
		"-b": "% is a block device", "-c": "% is a character device", "-o": "the shell option % is on",
		"-u": "% runs as its owner (setuid)", "-g": "% runs as its group (setgid)", "-O": "% is one's own", "-G": "% is of one's group",
	}
})

// What a test asks about two words.
var askTwo = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"=": "is", "==": "is", "!=": "is not", "=~": "fits the pattern", "<": "comes before", ">": "comes after",
		"-eq": "equals", "-ne": "does not equal", "-lt": "is less than", "-le": "is at most", "-gt": "is more than", "-ge": "is at least",
		"-nt": "is newer than", "-ot": "is older than", "-ef": "is the same file as",
	}
})

// testWords says what [ … ] or test asks, its name first in words.
func testWords(words []string) string {
	words = words[1:]
	if n := len(words); n > 0 && words[n-1] == "]" {
		words = words[:n-1]
	}
	return askWords(words)
}

func askWords(words []string) string {
	says := ""
	for start := 0; ; {
		end := start
		for end < len(words) && (words[end] != "-a" && words[end] != "-o" || end == start) {
			end++
		}
		if end >= len(words)-1 || len(says) > maxSays {
			return clip(says+askSimple(words[start:]), maxSays/2)
		}
		says += askSimple(words[start:end]) + map[string]string{"-a": " and ", "-o": " or "}[words[end]]
		start = end + 1
	}
}

func askSimple(words []string) string {
	not := false
	for len(words) > 1 && words[0] == "!" {
		not, words = !not, words[1:]
	}
	says := strings.Join(words, " ")
	switch len(words) {
	case 0:
		says = "there is anything in nothing, which is never so"
	case 1:
		says = words[0] + " is not empty"
	case 2:
		says = askUnary(words[0], words[1])
	case 3:
		says = askBinary(words[0], words[1], words[2])
	}
	if not {
		return "it is not so that " + says
	}
	return says
}

func askUnary(op, x string) string {
	if s, ok := askOne()[op]; ok {
		return strings.Replace(s, "%", named(x), 1)
	}
	return op + " " + x
}

func askBinary(x, op, y string) string {
	verb, ok := askTwo()[op]
	if !ok {
		return x + " " + op + " " + y
	}
	if y == "" && verb == "is" {
		return named(x) + " is empty"
	}
	if y == "" && verb == "is not" {
		return named(x) + " is not empty"
	}
	return named(x) + " " + verb + " " + named(y)
}

// named is a word of a test; an empty one has to be seen.
func named(word string) string {
	if word == "" {
		return "an empty text"
	}
	return word
}

// test says what [[ … ]] asks.
func (w *walker) test(x syntax.TestExpr) string {
	return clip(w.ask(x, 0), maxSays/2)
}

func (w *walker) ask(x syntax.TestExpr, depth int) string {
	if depth > maxDepth {
		return "…"
	}
	switch x := x.(type) {
	case *syntax.Word:
		return w.word(x) + " is not empty"
	case *syntax.ParenTest:
		return w.ask(x.X, depth+1)
	case *syntax.UnaryTest:
		if x.Op == syntax.TsNot {
			return "it is not so that " + w.ask(x.X, depth+1)
		}
		return askUnary(x.Op.String(), w.operand(x.X))
	case *syntax.BinaryTest:
		switch x.Op {
		case syntax.AndTest:
			return w.ask(x.X, depth+1) + " and " + w.ask(x.Y, depth+1)
		case syntax.OrTest:
			return w.ask(x.X, depth+1) + " or " + w.ask(x.Y, depth+1)
		}
		return askBinary(w.operand(x.X), x.Op.String(), w.operand(x.Y))
	}
	return "…"
}

func (w *walker) operand(x syntax.TestExpr) string {
	if word, ok := x.(*syntax.Word); ok {
		return w.word(word)
	}
	return "…"
}
