package exercises

import (
	"fmt"

	"tutor/internal/dockerfile"
)

// Dockerfile asks something of the Dockerfile as BuildKit's parser reads it. It looks at the stages that the final
// image is made by.
type Dockerfile struct {
	Rule string `yaml:"rule"` // see Rules
	// Has, Lacks and Order hold instructions: a name, and perhaps a part of what follows, as in "COPY requirements.txt".
	Has   []string `yaml:"has"`   // must be there
	Lacks []string `yaml:"lacks"` // must not be there
	Order []string `yaml:"order"` // must be there, each after the one before
}

// rule finds the instruction that breaks it, nil when none does.
type rule struct {
	name     string
	expected string
	broken   func(*dockerfile.File) *dockerfile.Breach
}

func rules() []rule {
	return []rule{
		{
			"dependencies-before-source",
			"dependencies are installed before the whole source is copied",
			dockerfile.SourceBeforeDependencies,
		},
		{
			"cmd-exec-form",
			`CMD and ENTRYPOINT are in exec form, as in CMD ["python", "app.py"]`,
			dockerfile.ShellForm,
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

// Judge holds the file against the rule and the instructions.
func (d Dockerfile) Judge(file []byte) Verdict {
	f, err := dockerfile.Parse(file)
	if err != nil {
		return failed(DockerfileSyntax, d.expectation(), "the Dockerfile cannot be read: "+cut(err.Error()))
	}
	if r, ok := findRule(d.Rule); ok {
		if v := r.judge(f); v.Outcome != Pass {
			return v
		}
	}
	v := d.judgePatterns(f)
	if v.Outcome == Pass {
		v.Expected = d.expectation()
	}
	return v
}

func findRule(name string) (rule, bool) {
	for _, r := range rules() {
		if r.name == name {
			return r, true
		}
	}
	return rule{}, false
}

func (r rule) judge(f *dockerfile.File) Verdict {
	b := r.broken(f)
	if b == nil {
		return passed(r.expected, "")
	}
	return failed(DockerfileRule, r.expected, fmt.Sprintf("line %d: %s (%s)", b.At.Start, cut(b.At.Text), b.Why))
}

func (d Dockerfile) expectation() string {
	r, ok := findRule(d.Rule)
	text := d.patternText()
	switch {
	case !ok:
		return text
	case text == "":
		return r.expected
	}
	return r.expected + "; " + text
}

func (d Dockerfile) lint() []string {
	wrong := d.lintPatterns()
	_, known := findRule(d.Rule)
	switch {
	case known:
		return wrong
	case d.Rule == "" && len(d.Has)+len(d.Lacks)+len(d.Order) > 0:
		return wrong
	case d.Rule == "":
		return []string{"rule is missing, and so are has, lacks and order (rules: " + list(Rules()) + ")"}
	}
	return append(wrong, fmt.Sprintf("rule %q is unknown (%s)", d.Rule, didYouMean(d.Rule, Rules())))
}
