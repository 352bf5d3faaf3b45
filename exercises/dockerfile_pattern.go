package exercises

import (
	"fmt"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/command"

	"tutor/internal/dockerfile"
)

// pattern stands for instructions: a name, and perhaps a part of what follows it, as in "COPY requirements.txt".
type pattern struct{ name, part string }

func parsePattern(text string) pattern {
	name, part, _ := strings.Cut(strings.TrimSpace(text), " ")
	return pattern{strings.ToUpper(name), strings.TrimSpace(part)}
}

func (p pattern) String() string { return strings.TrimSpace(p.name + " " + p.part) }

// known says whether Docker has an instruction of that name.
func (p pattern) known() bool {
	_, ok := command.Commands[strings.ToLower(p.name)]
	return ok
}

func (p pattern) matches(in dockerfile.Instruction) bool {
	if in.Name != p.name {
		return false
	}
	_, rest, _ := strings.Cut(in.Text, " ")
	return strings.Contains(strings.Join(strings.Fields(rest), " "), p.part)
}

// instructions lists what the final image is made by, in the order of the file.
func instructionsOf(f *dockerfile.File) []dockerfile.Instruction {
	var all []dockerfile.Instruction
	for _, stage := range f.Chain() {
		all = append(all, stage.From)
		all = append(all, stage.Instructions...)
	}
	return all
}

// first is the first instruction after the given line that the pattern matches.
func (p pattern) first(all []dockerfile.Instruction, after int) (dockerfile.Instruction, bool) {
	for _, in := range all {
		if in.Start > after && p.matches(in) {
			return in, true
		}
	}
	return dockerfile.Instruction{}, false
}

// judgePatterns holds the file against what it must have, must lack, and the order asked for.
func (d Dockerfile) judgePatterns(f *dockerfile.File) Verdict {
	expected, all := d.patternText(), instructionsOf(f)
	for _, text := range d.Has {
		if _, ok := parsePattern(text).first(all, 0); !ok {
			return failed(DockerfileRule, expected, "the Dockerfile has no "+parsePattern(text).String())
		}
	}
	for _, text := range d.Lacks {
		if in, ok := parsePattern(text).first(all, 0); ok {
			return failed(DockerfileRule, expected, fmt.Sprintf("line %d: %s", in.Start, cut(in.Text)))
		}
	}
	return d.judgeOrder(all, expected)
}

// judgeOrder asks for one instruction of each pattern, each after the one before.
func (d Dockerfile) judgeOrder(all []dockerfile.Instruction, expected string) Verdict {
	after := 0
	for i, text := range d.Order {
		p := parsePattern(text)
		in, ok := p.first(all, after)
		if ok {
			after = in.Start
			continue
		}
		early, there := p.first(all, 0)
		if !there {
			return failed(DockerfileRule, expected, "the Dockerfile has no "+p.String())
		}
		return failed(DockerfileRule, expected, fmt.Sprintf(
			"line %d: %s (this stands before %s, in line %d)", early.Start, cut(early.Text), parsePattern(d.Order[i-1]), after))
	}
	return passed(expected, "")
}

func (d Dockerfile) patternText() string {
	var parts []string
	for _, text := range d.Has {
		parts = append(parts, "the Dockerfile has "+parsePattern(text).String())
	}
	for _, text := range d.Lacks {
		parts = append(parts, "the Dockerfile has no "+parsePattern(text).String())
	}
	if len(d.Order) > 0 {
		var order []string
		for _, text := range d.Order {
			order = append(order, parsePattern(text).String())
		}
		parts = append(parts, "in this order: "+strings.Join(order, ", "))
	}
	return strings.Join(parts, "; ")
}

func (d Dockerfile) lintPatterns() []string {
	var wrong []string
	for _, l := range []struct {
		key      string
		patterns []string
	}{{"has", d.Has}, {"lacks", d.Lacks}, {"order", d.Order}} {
		for _, text := range l.patterns {
			if p := parsePattern(text); !p.known() {
				wrong = append(wrong, fmt.Sprintf("%s names %q, which is no instruction (write one such as HEALTHCHECK, or COPY requirements.txt)", l.key, cut(text)))
			}
		}
	}
	if len(d.Order) == 1 {
		wrong = append(wrong, "order needs two or more instructions (write has for one)")
	}
	return wrong
}
