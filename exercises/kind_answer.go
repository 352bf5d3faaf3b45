package exercises

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"tutor/internal/rubric"
)

// MaxAnswer is how large an answer may be, in bytes.
const MaxAnswer = 256 << 10

// Answer asks for a written answer: a choice, or prose that a rubric judges.
type Answer struct {
	File    string   `yaml:"file"`    // in the learner's folder, with slashes; default answer.md
	Section string   `yaml:"section"` // the heading that holds the answer
	Choices []Choice `yaml:"choices"` // makes it a question with options to tick
	Rubric  string   `yaml:"rubric"`  // file in the exercise's folder, for prose

	judge *rubric.Judge // from Rubric
	words int           // that the rubric asks for
}

// Choice is one option of a question.
type Choice struct {
	Text  string `yaml:"text"` // as the starter has it
	Right bool   `yaml:"right"`
	Why   string `yaml:"why"` // why it is wrong, told to a learner who ticked it; it must not name the right one
}

// AnswerObservation is the file with the answer.
type AnswerObservation struct {
	Data    []byte
	Missing bool
	Problem string // why it cannot be read, when it is there
}

// CriterionResult is what was found in an answer about one criterion of its rubric.
type CriterionResult struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Found  bool   `json:"found"`
	Quote  string `json:"quote"`  // the learner's own words; empty when it was not found
	Needed bool   `json:"needed"` // false: one of those of which a number is asked for
}

// RubricLimits says what the judgement of a written answer is worth.
const RubricLimits = "This is judged by a rubric: it finds words that belong together and does not understand them. " +
	"It can miss a right answer in unusual words, and cannot tell how good your reasons are."

// Judge reads the answer and holds it against what is asked.
func (a Answer) Judge(o AnswerObservation) AnswerVerdict {
	expected := a.expectation()
	switch {
	case o.Missing:
		return answerFailed(AnswerMissing, expected, "there is no file "+a.File)
	case o.Problem != "":
		return answerFailed(AnswerMissing, expected, a.File+" cannot be read: "+cut(o.Problem))
	case len(o.Data) > MaxAnswer:
		return answerFailed(AnswerMissing, expected, fmt.Sprintf("%s is larger than %d KB", a.File, MaxAnswer>>10))
	}
	text, ok := answerText(o.Data)
	if !ok {
		return answerFailed(AnswerMissing, expected, a.File+" is not a text file")
	}
	sheet := readSheet(text)
	if len(a.Choices) > 0 {
		return a.judgeChoice(sheet, expected)
	}
	return a.judgeProse(sheet, expected)
}

// AnswerVerdict is a verdict with the criteria of the rubric one by one.
type AnswerVerdict struct {
	Verdict
	Criteria []CriterionResult // none for a choice
}

func answerFailed(cause Cause, expected, observed string) AnswerVerdict {
	return AnswerVerdict{Verdict: failed(cause, expected, observed)}
}

func (a Answer) expectation() string {
	if len(a.Choices) > 0 {
		text := "one option is ticked below the heading"
		if a.rightChoices() > 1 {
			text = "every option that is right is ticked below the heading"
		}
		return fmt.Sprintf("%s %q of %s", text, a.Section, a.File)
	}
	return fmt.Sprintf("at least %d words of your own below the heading %q of %s\n%s", a.words, a.Section, a.File, RubricLimits)
}

func (a Answer) rightChoices() int {
	n := 0
	for _, c := range a.Choices {
		if c.Right {
			n++
		}
	}
	return n
}

func (a Answer) lint() []string {
	var wrong []string
	if a.File == "" || !fs.ValidPath(a.File) || a.File == "." {
		wrong = append(wrong, "file must be a path inside the learner's folder (leave it out for answer.md)")
	}
	if strings.TrimSpace(a.Section) == "" {
		wrong = append(wrong, "section is missing (write the heading of the answer, as the starter has it)")
	}
	switch {
	case a.Rubric == "" && len(a.Choices) == 0:
		wrong = append(wrong, "rubric and choices are both missing (set one of them, else nothing is asked)")
	case a.Rubric != "" && len(a.Choices) > 0:
		wrong = append(wrong, "rubric and choices are both there (make two checks of it)")
	case len(a.Choices) > 0:
		wrong = append(wrong, a.lintChoices()...)
	}
	return wrong
}

func (a Answer) lintChoices() []string {
	var wrong []string
	if n := a.rightChoices(); n == 0 || n == len(a.Choices) {
		wrong = append(wrong, "choices need at least one that is right and one that is wrong (set right: true where it is)")
	}
	for i, c := range a.Choices {
		switch {
		case plainWords(c.Text) == "":
			wrong = append(wrong, fmt.Sprintf("choices: option %d has no text (write it as the starter has it)", i+1))
		case !c.Right && strings.TrimSpace(c.Why) == "":
			wrong = append(wrong, fmt.Sprintf("choices: option %d is wrong and has no why (say why, without naming the right one)", i+1))
		}
		for _, other := range a.Choices[:i] {
			if plainWords(other.Text) == plainWords(c.Text) {
				wrong = append(wrong, fmt.Sprintf("choices: option %d is there twice (remove one)", i+1))
			}
		}
	}
	return wrong
}

// complete reads the rubric, and compares with the starter.
func (a Answer) complete(ex *Exercise, with place) (Settings, Problems) {
	var found Problems
	starter, err := fs.ReadFile(ex.FS, path.Join(ex.Starter, a.File))
	if err != nil {
		found = append(found, with.key("file").problem("check-settings", "the starter has no file %s (add it, with the headings that the checks name)", a.File))
	}
	sheet := readSheet(string(starter))
	if _, ok := sheet.section(a.Section); err == nil && !ok {
		found = append(found, with.key("section").problem("check-settings", "%s of the starter has no heading %q (make them equal)", a.File, a.Section))
	}
	if a.Rubric == "" {
		return a, append(found, a.missingOptions(sheet, with)...)
	}
	r, problems := loadRubric(ex.FS, a.Rubric, with.key("rubric"))
	if found = append(found, problems...); len(found) > 0 {
		return a, found
	}
	a.words = r.MinWords
	a.judge = rubric.NewJudge(r, slicesOf(sheet.all(), readSheet(ex.Task).all())...)
	return a, nil
}

func slicesOf(lists ...[]string) []string {
	var all []string
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// missingOptions reports choices that the starter does not offer, and those that it has ticked.
func (a Answer) missingOptions(sheet sheet, with place) Problems {
	section, ok := sheet.section(a.Section)
	if !ok {
		return nil // reported
	}
	var found Problems
	for i, c := range a.Choices {
		at := with.key("choices").item(i)
		if o, ok := section.option(c.Text); !ok {
			found = append(found, at.problem("check-settings", "the starter does not offer this option (add it below the heading, as - [ ] with the same text)"))
		} else if o.ticked {
			found = append(found, at.problem("check-settings", "the starter has this option ticked (write - [ ] there)"))
		}
	}
	return found
}
