package rubric

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// phrase is one way to say something: parts that stand near each other, in any order.
//
//	<log> know|see error|wrong (12)
//
// A part is a choice of words with | between them. Words in one choice that belong together have _ between them, a star
// stands for any ending, and <name> for a group of words. A part with ! before it must stand negated, one with ~ may;
// any other must not. At the end, (12) asks that all parts stand within twelve words, and (next) allows them to be
// spread over a sentence and the next one.
type phrase struct {
	text  string
	parts []part
	span  int  // words from first to last; 0 for the whole sentence
	next  bool // the next sentence counts, too
}

type part struct {
	choices [][]term // each a run of words
	polarity
}

type polarity int

const (
	affirmed polarity = iota
	negated           // !
	either            // ~
)

// parsePhrase reads a phrase. The error says what to do.
func parsePhrase(text string, groups map[string][]string) (phrase, error) {
	p := phrase{text: text}
	for _, field := range strings.Fields(text) {
		switch inner, ok := strings.CutPrefix(field, "("); {
		case ok && p.spread(strings.TrimSuffix(inner, ")")):
		case ok:
			return p, fmt.Errorf("%s is neither a number of words nor (next) (write (12) or (next) at the end)", field)
		case p.span > 0 || p.next:
			return p, fmt.Errorf("%s stands behind the parentheses (move them to the end)", field)
		default:
			parsed, err := parsePart(field, groups)
			if err != nil {
				return p, err
			}
			p.parts = append(p.parts, parsed)
		}
	}
	if len(p.parts) == 0 {
		return p, errors.New("it is empty (write words, such as <log> find|see error)")
	}
	return p, nil
}

// spread reads what stands in parentheses.
func (p *phrase) spread(inner string) bool {
	if inner == "next" {
		p.next = true
		return true
	}
	n, err := strconv.Atoi(inner)
	p.span = n
	return err == nil && n > 0
}

func parsePart(field string, groups map[string][]string) (part, error) {
	var p part
	rest := field
	switch field[0] {
	case '!':
		p.polarity, rest = negated, field[1:]
	case '~':
		p.polarity, rest = either, field[1:]
	}
	for _, choice := range strings.Split(rest, "|") {
		if name, ok := strings.CutPrefix(choice, "<"); ok {
			group, known := groups[strings.TrimSuffix(name, ">")]
			if !known {
				return p, fmt.Errorf("there is no group %s (add it under words)", choice)
			}
			for _, word := range group {
				p.choices = append(p.choices, run(strings.Fields(word)))
			}
			continue
		}
		if !wordForm().MatchString(choice) {
			return p, fmt.Errorf("%q in %s is no word (write letters and digits, _ between words, and * at the end)", choice, field)
		}
		p.choices = append(p.choices, run(strings.Split(choice, "_")))
	}
	return p, nil
}

// wordForm is a word in a phrase, in small letters, or several with _ between them.
var wordForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\p{Ll}\d']+([_.][\p{Ll}\d']+)*\*?$`) })

func run(texts []string) []term {
	var terms []term
	for _, text := range texts {
		if strings.HasSuffix(text, "*") {
			terms = append(terms, newTerm(text))
			continue
		}
		for _, word := range uncontracted(text) { // cannot is two words
			terms = append(terms, newTerm(word))
		}
	}
	return terms
}
