package exercises

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Compose asks something of the learner's Compose file. One check is one step; a later step needs the earlier ones, and
// looks at the service that they chose.
type Compose struct {
	Step     string `yaml:"step"`     // see ComposeSteps
	Service  string `yaml:"service"`  // name of the service; empty takes the one that suits best
	Build    bool   `yaml:"build"`    // config: the service is built from the workspace
	Port     int    `yaml:"port"`     // config: the port in the container that is published; up: where it must listen
	Variable string `yaml:"variable"` // config: a variable that the file must set; environment: the one that is shown
	Path     string `yaml:"path"`     // environment: where it is shown; default /
	// WithinS is how long the services may take to become healthy once they are started, in seconds. Default 60.
	WithinS int `yaml:"within_s"`
}

// The steps of a Compose check.
const (
	ComposeConfig      = "config"      // the file can be read, and a service has what is asked for; needs no Docker
	ComposeUp          = "up"          // the images build, the services start, the chosen one becomes healthy
	ComposeEnvironment = "environment" // the service shows the value that the file sets, and another one in its place
)

// ComposeSteps lists the values of `step`.
func ComposeSteps() []string { return []string{ComposeConfig, ComposeUp, ComposeEnvironment} }

// ComposeObservation is what is in the workspace.
type ComposeObservation struct {
	Missing  string // what is there instead of a Compose file; empty when there is one
	Invalid  string // why Compose cannot read it; empty when it can
	Services []ComposeService
	Inactive []string // services that only a profile starts
	LeftOut  string   // what the tutor does not carry over
}

// ComposeService is one service as the file has it.
type ComposeService struct {
	Name        string
	Build       bool
	Elsewhere   string // where it is built from, when that is not the workspace
	Ports       []int  // TCP ports in the container that are published
	Environment map[string]*string
}

// JudgeFile is the verdict of the step config.
func (c Compose) JudgeFile(o ComposeObservation) Verdict {
	expected := c.fileExpectation()
	switch {
	case o.Missing != "":
		return failed(ComposeMissing, "a file named compose.yaml in the workspace", o.Missing)
	case o.Invalid != "":
		return failed(ComposeInvalid, "docker compose config reads the file without an error", cut(o.Invalid))
	case len(o.Services) == 0:
		return failed(ComposeServiceMissing, expected, also("the file starts no service"+behindProfiles(o.Inactive), o.LeftOut))
	}
	s, lacks := c.Choose(o.Services)
	switch {
	case s.Name == "":
		return failed(ComposeServiceMissing, expected, also(fmt.Sprintf("there is no service %s; the file has %s%s",
			c.Service, serviceNames(o.Services), behindProfiles(o.Inactive)), o.LeftOut))
	case len(lacks) > 0:
		return failed(ComposeServiceMissing, expected, also("service "+cut(s.Name)+" "+strings.Join(lacks, ", and "), o.LeftOut))
	}
	return passed(expected, also("service "+cut(s.Name)+" has all of it", o.LeftOut))
}

func (c Compose) fileExpectation() string {
	var parts []string
	if c.Build {
		parts = append(parts, "is built from this folder")
	}
	if c.Port != 0 {
		parts = append(parts, fmt.Sprintf("publishes port %d of its container", c.Port))
	}
	if c.Variable != "" {
		parts = append(parts, "sets "+c.Variable)
	}
	name := "a service"
	if c.Service != "" {
		name = "service " + c.Service
	}
	if len(parts) == 0 {
		return "the Compose file has " + name
	}
	return name + " " + strings.Join(parts, ", ")
}

// Choose returns the service that has most of what is asked for, and what it lacks. Its name is empty when there is no
// service of the name that is asked for.
func (c Compose) Choose(services []ComposeService) (ComposeService, []string) {
	var best ComposeService
	var lacks []string
	for _, s := range services {
		if c.Service != "" && s.Name != c.Service {
			continue
		}
		if l := c.lacks(s); best.Name == "" || len(l) < len(lacks) {
			best, lacks = s, l
		}
	}
	return best, lacks
}

func (c Compose) lacks(s ComposeService) []string {
	var all []string
	switch {
	case !c.Build:
	case !s.Build:
		all = append(all, "has no build, so it is not made from this folder")
	case s.Elsewhere != "":
		all = append(all, "is built from "+cut(s.Elsewhere)+", not from this folder")
	}
	switch {
	case c.Port == 0 || slices.Contains(s.Ports, c.Port):
	case len(s.Ports) == 0:
		all = append(all, "has no ports, so nobody outside reaches it")
	default:
		all = append(all, fmt.Sprintf("publishes %s of its container, not port %d", portNames(s.Ports), c.Port))
	}
	if c.Variable != "" {
		all = append(all, c.lacksVariable(s)...)
	}
	return all
}

func (c Compose) lacksVariable(s ComposeService) []string {
	switch value, ok := s.Environment[c.Variable]; {
	case !ok:
		return []string{"does not set " + c.Variable + otherVariables(s)}
	case value == nil:
		return []string{"names " + c.Variable + " and gives it no value: it is whatever the shell has"}
	case *value == "":
		return []string{"sets " + c.Variable + " to nothing"}
	}
	return nil
}

func otherVariables(s ComposeService) string {
	if len(s.Environment) == 0 {
		return ""
	}
	return " (it sets " + cut(list(slices.Sorted(maps.Keys(s.Environment)))) + ")"
}

func portNames(ports []int) string {
	if len(ports) == 1 {
		return fmt.Sprintf("port %d", ports[0])
	}
	var all []string
	for _, p := range ports[:min(len(ports), 5)] {
		all = append(all, fmt.Sprint(p))
	}
	return "ports " + list(all)
}

func serviceNames(services []ComposeService) string {
	var all []string
	for _, s := range services {
		all = append(all, s.Name)
	}
	return cut(list(all))
}

func behindProfiles(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "; docker compose up does not start " + cut(list(names)) + ", which belongs to a profile"
}

func also(text, leftOut string) string {
	if leftOut == "" {
		return text
	}
	return text + "; " + cut(leftOut)
}

func (c Compose) lint() []string {
	switch {
	case c.Step == "":
		return []string{"step is missing (known: " + list(ComposeSteps()) + ")"}
	case !slices.Contains(ComposeSteps(), c.Step):
		return []string{fmt.Sprintf("step %q is unknown (%s)", c.Step, didYouMean(c.Step, ComposeSteps()))}
	}
	var wrong []string
	if c.Port != 0 || c.Step == ComposeUp {
		wrong = portProblem("port", c.Port)
	}
	if c.WithinS < 1 {
		wrong = append(wrong, "within_s must be at least 1 (leave it out for 60)")
	}
	if c.Step != ComposeEnvironment {
		return wrong
	}
	if c.Variable == "" {
		wrong = append(wrong, "variable is missing (write the name of the variable that the service shows)")
	}
	if !strings.HasPrefix(c.Path, "/") || strings.ContainsAny(c.Path, " \t\r\n#") {
		wrong = append(wrong, "path must begin with a slash and hold no blank (leave it out for /)")
	}
	return wrong
}
