package lessons

import (
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// quizWord begins the headings that task lists are questions under.
const quizWord = "Quiz"

// quizHeading is a heading that questions stand under.
type quizHeading struct {
	ask    string // the heading's text after the word Quiz: the prompt of a question that has none
	title  string
	inPage bool // it is no page's title, so that the learner sees it only as part of the prompt
	pos    int
	asked  int // questions below it so far
}

// quizTitle says whether a heading begins a quiz, and what it asks.
func quizTitle(title string) (ask string, ok bool) {
	if len(title) < len(quizWord) || !strings.EqualFold(title[:len(quizWord)], quizWord) {
		return "", false
	}
	rest := title[len(quizWord):]
	if rest != "" && (unicode.IsLetter([]rune(rest)[0]) || unicode.IsDigit([]rune(rest)[0])) {
		return "", false
	}
	return strings.TrimLeft(rest, " :.,-–—"), true
}

// endQuiz ends the part below a quiz heading, and says whether it asked anything.
func (b *pageBuilder) endQuiz() (asked bool) {
	q := b.quiz
	b.quiz = nil
	if q != nil && q.asked == 0 {
		b.doc.add(q.pos, "quiz-empty", "%q has no question; write a task list below it, with - [x] before each right option and - [ ] before the others", q.title)
		return false
	}
	return true
}

func (b *pageBuilder) takeQuestion(list *ast.List, at span) {
	prompt := b.takePrompt()
	if prompt == "" {
		b.doc.add(list.Pos(), "question-prompt", "the question asks nothing; write what it asks above the options, or after the word Quiz in the heading")
	}
	b.quiz.asked++
	q := Question{ID: b.id(b.heading), Prompt: prompt, Line: b.doc.src.number(at.from)}
	boxes := true
	for _, item := range listItems(b.doc.src, list, at) {
		option, box := b.doc.option(item)
		q.Options = append(q.Options, option)
		boxes = boxes && box
	}
	b.checkQuestion(q, list.Pos())
	if boxes && len(q.rightOptions()) == 0 { // an option without a box may be the right one
		b.doc.add(list.Pos(), "question-answer", "the question has no right answer; mark each right option with [x]")
	}
	b.addBlock(q, at.from)
}

// takePrompt makes the text above a question its prompt.
func (b *pageBuilder) takePrompt() string {
	parts := make([]string, 0, 2)
	if b.quiz.asked == 0 && b.quiz.ask != "" && (b.quiz.inPage || len(b.prose) == 0) {
		parts = append(parts, b.quiz.ask)
	}
	if len(b.prose) > 0 {
		parts = append(parts, b.takeProse())
	}
	return strings.Join(parts, "\n\n")
}

func (b *pageBuilder) checkQuestion(q Question, pos int) {
	if len(q.Options) < 2 {
		b.doc.add(pos, "question-options", "the question has one option; write at least two to choose from")
	}
	seen := map[string]bool{}
	for _, o := range q.Options {
		if seen[o.Markdown] {
			b.doc.addRow(o.Line-b.doc.src.first, "same-option", "this option is there already; write each once")
		}
		seen[o.Markdown] = true
	}
}

// option reads "- [x] text - explanation". It is false for one without a box.
func (d *document) option(item span) (o Option, box bool) {
	o.Line = d.src.number(item.from)
	task, ok := taskOf(item.node)
	if !ok {
		d.add(item.node.Pos(), "option-box", "option without a box; begin it with - [ ] or, when it is right, with - [x]")
		o.Markdown = d.itemMarkdown(item)
		return o, false
	}
	o.Right = task.IsChecked
	start, end := d.taskText(task), d.itemEnd(item)
	offset := item.node.(*ast.ListItem).Offset
	dash, after := d.dash(task)
	if dash < 0 {
		d.add(item.node.Pos(), "option-explanation", "option without an explanation; write why it is right or wrong after a dash: - [ ] option - why")
		o.Markdown = d.dedented(start, end, offset)
		return o, true
	}
	o.Markdown, o.Explanation = d.dedented(start, dash, offset), d.dedented(after, end, offset)
	if o.Markdown == "" || o.Explanation == "" {
		d.add(item.node.Pos(), "option-explanation", "option with nothing before or after its dash; write - [ ] option - why")
	}
	return o, true
}
