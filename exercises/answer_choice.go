package exercises

import (
	"fmt"
	"slices"
	"strings"
)

// judgeChoice compares the ticked options with the right ones. It never tells which those are.
func (a Answer) judgeChoice(s sheet, expected string) AnswerVerdict {
	section, ok := s.section(a.Section)
	if !ok {
		section = s.whole()
	}
	var ticked []string
	for _, o := range section.options {
		if o.ticked {
			ticked = append(ticked, o.text)
		}
	}
	if len(ticked) == 0 {
		return answerFailed(AnswerMissing, expected, "no option is ticked"+s.openComment())
	}
	chosen := map[string]bool{}
	for _, text := range ticked {
		c, ok := a.choice(text)
		switch {
		case !ok:
			return answerFailed(AnswerMissing, expected, "the ticked option is none of the question's: "+cut(text))
		case !c.Right:
			return answerFailed(AnswerMisconception, expected, fmt.Sprintf("you ticked: %s\nthat is not right: %s", cut(text), strings.TrimSpace(c.Why)))
		}
		chosen[c.Text] = true
	}
	if more := a.rightChoices() - len(chosen); more > 0 {
		return answerFailed(AnswerIncomplete, expected, fmt.Sprintf("what is ticked is right, and %d more of the options are, too", more))
	}
	return AnswerVerdict{Verdict: passed(expected, "you ticked: "+cut(strings.Join(ticked, "; ")))}
}

// choice is the option that a text of the answer stands for. It may have been edited a little.
func (a Answer) choice(text string) (Choice, bool) {
	var texts []string
	for _, c := range a.Choices {
		texts = append(texts, plainWords(c.Text))
	}
	at := slices.Index(texts, plainWords(text))
	if at < 0 {
		at = slices.Index(texts, nearest(plainWords(text), texts))
	}
	if at < 0 {
		return Choice{}, false
	}
	return a.Choices[at], true
}

func (s sheet) openComment() string {
	if s.open {
		return "; a comment begins with <!-- and is never closed with -->, so what follows does not count"
	}
	return ""
}
