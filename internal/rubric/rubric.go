// Package rubric judges a written answer by criteria and misconceptions that its author wrote down.
//
// It finds words that belong together, in any of several phrasings, and knows a little of how English negates. It
// understands nothing. So its verdict may also be that a person has to read the answer.
package rubric

// Rubric is what an answer is held against. It is written in YAML.
type Rubric struct {
	MinWords int `yaml:"min_words"` // how many words of their own a learner writes at least
	// AtLeast is how many of the optional criteria an answer meets at least.
	AtLeast int `yaml:"at_least"`
	// Words are groups of words that mean the same here. A phrase names a group as <name>.
	Words          map[string][]string `yaml:"words"`
	Criteria       []Criterion         `yaml:"criteria"`
	Misconceptions []Misconception     `yaml:"misconceptions"`
	// Given are texts that do not count when a learner copies them.
	Given []string `yaml:"given"`
}

// Criterion is one thing that a right answer says.
type Criterion struct {
	ID      string `yaml:"id"`
	Title   string `yaml:"title"`   // names it in a list, without giving the answer away
	Missing string `yaml:"missing"` // what to write about when it was not found, as a sentence
	// Optional makes it one of those of which AtLeast are asked for.
	Optional bool `yaml:"optional"`
	// Reason says that a mention in a bare list of words does not count.
	Reason bool     `yaml:"reason"`
	Any    []string `yaml:"any"`   // phrases; one is enough
	Maybe  []string `yaml:"maybe"` // phrases that may mean it: a person has to decide
}

// Misconception is something that a learner may say and that is not so.
type Misconception struct {
	ID     string   `yaml:"id"`
	Any    []string `yaml:"any"`    // phrases; one is enough
	Unless []string `yaml:"unless"` // phrases that, in the same sentence, make it right after all
	Why    string   `yaml:"why"`    // what is wrong about it, in a sentence or two
}

// Verdict is what a rubric says about an answer.
type Verdict string

// The verdicts.
const (
	Right      Verdict = "right"
	Empty      Verdict = "empty"      // nothing is written
	Copied     Verdict = "copied"     // hardly a word is the learner's own
	TooShort   Verdict = "too-short"  // fewer words of their own than MinWords
	WordList   Verdict = "word-list"  // words without sentences
	Incomplete Verdict = "incomplete" // something that was asked for is missing
	Mistaken   Verdict = "mistaken"   // it states a misconception
	Doubtful   Verdict = "doubtful"   // a person has to read it
)

// Result is the verdict with its evidence.
type Result struct {
	Verdict  Verdict
	Words    int // of the learner's own
	Findings []Finding
	Claims   []Claim // the misconceptions that were stated
}

// Finding is what was found about one criterion.
type Finding struct {
	Criterion
	Found bool
	Maybe bool   // not found, and something in the answer may mean it
	Quote string // the learner's words, when it was found or may have been
}

// Claim is a sentence that states a misconception.
type Claim struct {
	Misconception
	Quote string
	// Doubtful says that the answer also denies it, or that the sentence may not mean it.
	Doubtful bool
}
