package dockerfile

import (
	"fmt"
	"slices"
	"strings"
)

// Step returns the lines of a step of BuildKit's: the number, from 1, among those instructions of a stage that make a
// step. The stage is named as BuildKit does: "" where there is but one, stage-N where it has no name. The text is the
// instruction as the builder shows it, variables expanded; it has the last word.
func (f *File) Step(stage string, number int, text string) Lines {
	i := f.stageNamed(stage)
	if i == NoStage {
		return f.named(text)
	}
	steps := []Instruction{f.Stages[i].From}
	for _, in := range f.Stages[i].Instructions {
		if slices.Contains([]string{"RUN", "COPY", "ADD", "WORKDIR"}, in.Name) {
			steps = append(steps, in)
		}
	}
	if number < 1 || number > len(steps) || !begins(text, steps[number-1]) { // ONBUILD of the base adds steps
		return f.named(text)
	}
	return steps[number-1].lines()
}

// Nth returns the lines of a step of the legacy builder, which counts every instruction of the file.
func (f *File) Nth(number int, text string) Lines {
	all := f.all()
	if number < 1 || number > len(all) || !begins(text, all[number-1]) {
		return f.named(text)
	}
	return all[number-1].lines()
}

func begins(text string, in Instruction) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	return strings.EqualFold(word, in.Name)
}

func (f *File) stageNamed(name string) int {
	if name == "" {
		return len(f.Stages) - 1
	}
	for i := range f.Stages {
		if strings.EqualFold(f.Stages[i].Name, name) || f.Stages[i].Name == "" && name == fmt.Sprint("stage-", i) {
			return i
		}
	}
	return NoStage
}
