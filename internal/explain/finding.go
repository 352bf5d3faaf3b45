package explain

import (
	"sort"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"tutor/internal/dockerfile"
	"tutor/internal/script"
)

// rule looks for one thing. Few and true: what it reports is so in the file it is given.
type rule struct {
	id       string
	severity Severity
	lesson   string
	find     func(*reader) []spot
}

// spot is a place that a rule found.
type spot struct {
	at             dockerfile.Instruction
	what, why, fix string
}

// Rules lists the ids of all findings of Dockerfiles.
func Rules() []string {
	var ids []string
	for _, r := range dockerfileRules() {
		ids = append(ids, r.id)
	}
	return ids
}

func dockerfileRules() []rule {
	var all []rule
	all = append(all, imageRules()...)
	all = append(all, fileRules()...)
	all = append(all, commandRules()...)
	return append(all, settingRules()...)
}

// reader is a file that rules look at.
type reader struct {
	*explainer
	around Context
	runs   map[int][]script.Command // commands of each RUN, by its line
}

// findings are those of all rules, in the order of their lines.
func (e *explainer) findings(around Context) []Finding {
	r := &reader{explainer: e, around: around, runs: map[int][]script.Command{}}
	var all []Finding
	for _, rule := range dockerfileRules() {
		for _, s := range rule.find(r) {
			all = append(all, Finding{
				ID: rule.id, Severity: rule.severity, Line: s.at.Start, End: s.at.End,
				What: s.what + ".", Why: s.why, Fix: s.fix, Lesson: rule.lesson,
			})
		}
	}
	sort.SliceStable(all, func(i, k int) bool { return all[i].Line < all[k].Line })
	return all
}

// commands are the simple commands of a RUN.
func (r *reader) commands(in *dockerfile.Instruction) []script.Command {
	c, ok := in.Command.(*instructions.RunCommand)
	if !ok {
		return nil
	}
	if _, known := r.runs[in.Start]; !known {
		r.runs[in.Start] = commandsOf(c)
	}
	return r.runs[in.Start]
}

// image walks over the instructions of the stages that become the image: of the last stage and those it builds on.
// What another stage leaves behind does not matter.
func (r *reader) image(visit func(*dockerfile.Instruction)) {
	for _, s := range r.file.Chain() {
		for i := range s.Instructions {
			visit(&s.Instructions[i])
		}
	}
}

// all walks over the instructions of all stages.
func (r *reader) all(visit func(*dockerfile.Instruction)) {
	for i := range r.file.Stages {
		for k := range r.file.Stages[i].Instructions {
			visit(&r.file.Stages[i].Instructions[k])
		}
	}
}

// last is the last instruction of a name that counts for the image; nil when there is none.
func (r *reader) last(name string) (found *dockerfile.Instruction) {
	r.image(func(in *dockerfile.Instruction) {
		if in.Name == name {
			found = in
		}
	})
	return found
}
