package lessons

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// fenceInfo is what stands after an opening fence: a language, then words that
// say what the tutor does with the block.
type fenceInfo struct {
	language string
	words    []infoWord
}

type infoWord struct {
	text   string
	offset int // in the source
}

func (d *document) info(f *ast.FencedCodeBlock) fenceInfo {
	if f.Info == nil {
		return fenceInfo{}
	}
	var info fenceInfo
	line, at := string(f.Info.Segment.Value(d.src.text)), 0
	for word := range strings.FieldsSeq(line) {
		at += strings.Index(line[at:], word)
		if info.language == "" {
			info.language = word
		} else {
			info.words = append(info.words, infoWord{word, f.Info.Segment.Start + at})
		}
		at += len(word)
	}
	return info
}

func (i fenceInfo) is(language string, words ...string) bool {
	if i.language != language || len(i.words) != len(words) {
		return false
	}
	for n, word := range words {
		if i.words[n].text != word {
			return false
		}
	}
	return true
}

// special names a block that the tutor does something with, and is empty for
// code that is only shown.
func (i fenceInfo) special() string {
	switch {
	case i.is("dockerfile", "walk"):
		return "walkthrough"
	case i.is("dockerfile", "spot"):
		return "spot-the-mistake block"
	case i.is("sh", "run"):
		return "command block"
	}
	return ""
}

// adviceOn says what to write in place of a word that means nothing here, and
// is empty for one that does.
func (i fenceInfo) adviceOn(word string) string {
	switch {
	case i.language == "dockerfile" && (word == "walk" || word == "spot"), i.language == "sh" && word == "run":
		return ""
	case i.language == "dockerfile":
		return "use ```dockerfile walk for a walkthrough, ```dockerfile spot for a mistake to find, or ```dockerfile alone"
	case i.language == "sh":
		return "use ```sh run for a command to run, or ```sh alone"
	case word == "walk" || word == "spot":
		return "only dockerfile, in small letters, can be stepped through: write ```dockerfile " + word + ", or remove the word"
	case word == "run":
		return "only sh, in small letters, can be run: write ```sh run, or remove the word"
	}
	return "remove it; only ```dockerfile walk, ```dockerfile spot and ```sh run have a second word"
}
