package exercises

import (
	"fmt"

	"tutor/internal/dockerfile"
)

// Dockerfile asks that the Dockerfile keeps a rule of good style.
type Dockerfile struct {
	Rule string `yaml:"rule"` // see Rules
}

// rule finds the instruction that breaks it, nil when none does.
type rule struct {
	name     string
	expected string
	broken   func(*dockerfile.File) *breach
}

// breach is an instruction that breaks a rule.
type breach struct {
	at  dockerfile.Instruction
	why string // follows the line
}

func rules() []rule {
	return []rule{
		{
			"dependencies-before-source",
			"dependencies are installed before the whole source is copied",
			sourceBeforeDependencies,
		},
		{
			"cmd-exec-form",
			`CMD and ENTRYPOINT are in exec form, as in CMD ["python", "app.py"]`,
			shellForm,
		},
	}
}

// Rules lists the names that `rule` of a dockerfile check can have.
func Rules() []string {
	var names []string
	for _, r := range rules() {
		names = append(names, r.name)
	}
	return names
}

// Judge holds the file against the rule. A failure has no cause: these are habits, not faults.
func (d Dockerfile) Judge(file []byte) Verdict {
	for _, r := range rules() {
		if r.name == d.Rule {
			return r.judge(file)
		}
	}
	return Verdict{Outcome: Error, Cause: Internal, Observed: "unknown Dockerfile rule " + d.Rule}
}

func (r rule) judge(file []byte) Verdict {
	f, err := dockerfile.Parse(file)
	if err != nil {
		return failed("", r.expected, "the Dockerfile cannot be read: "+cut(err.Error()))
	}
	b := r.broken(f)
	if b == nil {
		return passed(r.expected, "")
	}
	return failed("", r.expected, fmt.Sprintf("line %d: %s (%s)", b.at.Start, cut(b.at.Text), b.why))
}

func (d Dockerfile) lint() []string {
	for _, name := range Rules() {
		if name == d.Rule {
			return nil
		}
	}
	if d.Rule == "" {
		return []string{"rule is missing (known: " + list(Rules()) + ")"}
	}
	return []string{fmt.Sprintf("rule %q is unknown (%s)", d.Rule, didYouMean(d.Rule, Rules()))}
}
