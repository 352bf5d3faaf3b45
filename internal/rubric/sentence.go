package rubric

import (
	"strings"
	"unicode"
)

// sentence is one sentence of an answer, or a heading, or an item of a list.
type sentence struct {
	text     string
	tokens   []token
	question bool
	begins   bool // it is the first of its paragraph or item
}

// maxWords ends a sentence that never ends.
const maxWords = 90

// sentences splits paragraphs into sentences. Each paragraph begins a new one.
func sentences(paragraphs []string) []sentence {
	var all []sentence
	for _, p := range paragraphs {
		first := true
		for _, text := range split(strings.Join(strings.Fields(p), " ")) {
			for _, tokens := range pieces(words(text)) {
				s := sentence{text: text, tokens: tokens, question: strings.HasSuffix(text, "?"), begins: first}
				s.understand()
				all, first = append(all, s), false
			}
		}
	}
	referBack(all)
	return all
}

// pieces cuts a sentence that is longer than any sentence is.
func pieces(tokens []token) [][]token {
	var all [][]token
	for len(tokens) > maxWords {
		all, tokens = append(all, tokens[:maxWords]), tokens[maxWords:]
	}
	if len(tokens) == 0 {
		return all
	}
	return append(all, tokens)
}

// split cuts text behind full stops, and question and exclamation marks.
func split(text string) []string {
	var all []string
	begin := 0
	runes := []rune(text)
	for i, r := range runes {
		last := i+1 == len(runes)
		if !strings.ContainsRune(".!?", r) || !last && !unicode.IsSpace(runes[i+1]) || !last && abbreviated(runes[begin:i]) {
			continue
		}
		all = append(all, strings.TrimSpace(string(runes[begin:i+1])))
		begin = i + 1
	}
	if rest := strings.TrimSpace(string(runes[begin:])); rest != "" {
		all = append(all, rest)
	}
	return all
}

// abbreviated says whether the text ends in a word whose full stop does not end a sentence.
func abbreviated(text []rune) bool {
	begin := len(text)
	for begin > 0 && !unicode.IsSpace(text[begin-1]) {
		begin--
	}
	word := strings.ToLower(strings.TrimLeft(string(text[begin:]), "("))
	return strings.Contains(" e.g i.e eg ie vs cf approx resp no nr 1 2 3 4 5 6 7 8 9 ", " "+word+" ") && word != "no"
}

// count is the number of words.
func (s *sentence) count() int {
	n := 0
	for _, t := range s.tokens {
		if !t.mark {
			n++
		}
	}
	return n
}
