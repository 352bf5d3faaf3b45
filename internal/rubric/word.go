package rubric

import (
	"slices"
	"strings"
	"unicode"

	"github.com/agext/levenshtein"
	"github.com/kljensen/snowball/english"
)

// stem reduces a word to what its forms share: restarts, restarted and restarting are restart.
func stem(word string) string { return english.Stem(word, false) }

// The lengths from which a word may be misspelt by one letter, and by two. In shorter words one letter makes another
// word: ready and reads, logs and lags.
const (
	oneTypo  = 6
	twoTypos = 10
)

// term is one word of a phrase.
type term struct {
	text   string
	stem   string // from its vocabulary
	prefix bool   // it ends in a star: any ending will do
	number int    // in the vocabulary
}

func newTerm(text string) term {
	if begin, ok := strings.CutSuffix(text, "*"); ok {
		return term{text: begin, prefix: true}
	}
	return term{text: text}
}

// is says whether the word is the term, in any of its forms.
func (t term) is(w token) bool {
	if t.prefix {
		return strings.HasPrefix(w.text, t.text)
	}
	return t.stem == w.stem
}

// nearly says whether the word is the term, in any of its forms, a little misspelt.
func (t term) nearly(w token) bool { return !t.prefix && (t.misspelt(w.text) || t.misspelt(w.stem)) }

func (t term) misspelt(word string) bool {
	if len(t.text) >= 4 && squeezed(t.text) == squeezed(word) {
		return true // loggs, memmory
	}
	short, long := len(t.text), len(word)
	if short > long {
		short, long = long, short
	}
	if short < oneTypo-1 || long-short > 2 || t.text[0] != word[0] {
		return false
	}
	if swapped(t.text, word) {
		return true
	}
	switch d := levenshtein.Distance(t.text, word, nil); {
	case short >= twoTypos:
		return d <= 2
	default:
		return short >= oneTypo && d <= 1
	}
}

// squeezed writes each letter once that is there several times in a row.
func squeezed(word string) string { return string(slices.Compact([]byte(word))) }

// swapped says whether the words differ by two neighbouring letters that changed places.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// words splits text into words and the marks between them, both in small letters. "doesn't" becomes "does not", and
// "health-check" two words.
func words(text string) []token {
	var all []token
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			all = append(all, wordTokens(word.String())...)
			word.Reset()
		}
	}
	runes := []rune(text)
	for i, r := range runes {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word.WriteRune(unicode.ToLower(r))
		case inWord(runes, i):
			word.WriteRune(plainApostrophe(r))
		case strings.ContainsRune(",;:()–—?!.", r) || (r == '-' && (i+1 >= len(runes) || runes[i+1] == ' ')):
			end()
			all = append(all, token{text: string(r), mark: true})
		default:
			end()
		}
	}
	end()
	return all
}

// inWord says whether the rune belongs to a word though it is no letter: the apostrophe in doesn't, the dot in app.py.
func inWord(runes []rune, i int) bool {
	letter := func(at int) bool {
		return at >= 0 && at < len(runes) && (unicode.IsLetter(runes[at]) || unicode.IsDigit(runes[at]))
	}
	switch runes[i] {
	case '\'', '’', '.', '_':
		return letter(i-1) && letter(i+1)
	}
	return false
}

func plainApostrophe(r rune) rune {
	if r == '’' {
		return '\''
	}
	return r
}

// withoutApostrophe are contractions as they are typed in a hurry.
const withoutApostrophe = " dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt shouldnt cant hasnt havent hadnt neednt mustnt "

func wordTokens(word string) []token {
	var all []token
	for _, w := range uncontracted(word) {
		all = append(all, token{text: w, stem: stem(w)})
	}
	return all
}

// uncontracted takes a contraction apart.
func uncontracted(word string) []string {
	if among(withoutApostrophe, word) {
		word = strings.TrimSuffix(word, "t") + "'t"
	}
	switch word {
	case "cannot", "can't":
		return []string{"can", "not"}
	case "won't":
		return []string{"will", "not"}
	}
	if verb, ok := strings.CutSuffix(word, "n't"); ok && verb != "" {
		return []string{verb, "not"}
	}
	begin, ending, ok := strings.Cut(word, "'")
	switch {
	case ok && ending == "s" && among(" it that he she there what who ", begin):
		return []string{begin, "is"}
	case ok && begin != "":
		return []string{begin} // I'm, we'll, the app's
	}
	return []string{word}
}

// token is a word or a mark of a sentence.
type token struct {
	text string
	stem string
	mark bool         // , ; : and the like
	is   map[int]bool // numbers of the terms that it is

	clause    int  // number of the clause in its sentence
	negated   bool // an odd number of words in the clause negates it
	dismissed bool // its clause says that something is not needed
	listed    bool // it stands in a bare list of words
}
