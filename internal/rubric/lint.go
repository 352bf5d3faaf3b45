package rubric

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Mistake is something wrong with a rubric.
type Mistake struct {
	Path    []any  // keys, and numbers of items from 0, from the rubric's top to the place
	Message string // what is wrong and what to do
}

// Lint returns all mistakes of the rubric.
func (r *Rubric) Lint() []Mistake {
	l := linter{rubric: r}
	l.numbers()
	l.groups()
	for i := range r.Criteria {
		l.criterion(i)
	}
	for i := range r.Misconceptions {
		l.misconception(i)
	}
	l.unique()
	return l.mistakes
}

type linter struct {
	rubric   *Rubric
	mistakes []Mistake
}

func (l *linter) add(path []any, format string, args ...any) {
	l.mistakes = append(l.mistakes, Mistake{path, fmt.Sprintf(format, args...)})
}

func (l *linter) numbers() {
	r := l.rubric
	if r.MinWords < 1 {
		l.add([]any{"min_words"}, "min_words must be 1 or more (25 words are two or three sentences)")
	}
	optional := 0
	for _, c := range r.Criteria {
		if c.Optional {
			optional++
		}
	}
	switch {
	case len(r.Criteria) == 0:
		l.add([]any{"criteria"}, "there are no criteria (add what a right answer says)")
	case r.AtLeast < 0 || r.AtLeast > optional:
		l.add([]any{"at_least"}, "at_least is %d, and %d criteria are optional (ask for no more than there are)", r.AtLeast, optional)
	case r.AtLeast == 0 && optional > 0:
		l.add([]any{"at_least"}, "at_least is missing, so the optional criteria ask for nothing (say how many of them are needed)")
	}
}

var groupName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`) })

func (l *linter) groups() {
	for _, name := range slices.Sorted(maps.Keys(l.rubric.Words)) {
		path := []any{"words", name}
		if !groupName().MatchString(name) {
			l.add(path, "group %q is not kebab-case (write small letters, digits and single dashes)", name)
		}
		if len(l.rubric.Words[name]) == 0 {
			l.add(path, "group %q is empty (list its words)", name)
		}
		for i, word := range l.rubric.Words[name] {
			if !groupWord().MatchString(word) {
				l.add(join(path, i), "%q is no word (write small letters and digits, blanks between words, and * at the end)", word)
			}
		}
	}
}

// groupWord is an item of a group: words in small letters.
var groupWord = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\p{Ll}\d.']+( [\p{Ll}\d.']+)*\*?$`) })

func (l *linter) criterion(i int) {
	c, path := l.rubric.Criteria[i], []any{"criteria", i}
	l.id(path, c.ID)
	l.text(path, "title", c.Title, "name it without giving the answer away")
	l.text(path, "missing", c.Missing, "say what to write about, without giving the answer away")
	l.phrases(path, "any", c.Any, true)
	l.phrases(path, "maybe", c.Maybe, false)
	for k, word := range c.Topic {
		if !groupWord().MatchString(word) {
			l.add(join(path, "topic", k), "%q is no word (write small letters and digits, blanks between words, and * at the end)", word)
		}
	}
}

func (l *linter) misconception(i int) {
	m, path := l.rubric.Misconceptions[i], []any{"misconceptions", i}
	l.id(path, m.ID)
	l.text(path, "why", m.Why, "say what is wrong about it")
	l.phrases(path, "any", m.Any, true)
	l.phrases(path, "unless", m.Unless, false)
}

func (l *linter) id(path []any, id string) {
	if !groupName().MatchString(id) {
		l.add(join(path, "id"), "id %q is not kebab-case (write small letters, digits and single dashes)", id)
	}
}

func (l *linter) text(path []any, key, value, advice string) {
	if strings.TrimSpace(value) == "" {
		l.add(join(path, key), "%s is missing (%s)", key, advice)
	}
}

func (l *linter) phrases(path []any, key string, texts []string, needed bool) {
	if needed && len(texts) == 0 {
		l.add(join(path, key), "%s is missing (add at least one phrase)", key)
	}
	for i, text := range texts {
		if _, err := parsePhrase(text, l.rubric.Words); err != nil {
			l.add(join(path, key, i), "phrase %q: %v", text, err)
		}
	}
}

func (l *linter) unique() {
	seen := map[string]bool{}
	look := func(key string, i int, id string) {
		if id != "" && seen[id] {
			l.add([]any{key, i, "id"}, "id %q is taken (choose another)", id)
		}
		seen[id] = true
	}
	for i, c := range l.rubric.Criteria {
		look("criteria", i, c.ID)
	}
	for i, m := range l.rubric.Misconceptions {
		look("misconceptions", i, m.ID)
	}
}

func join(path []any, more ...any) []any { return slices.Concat(path, more) }
