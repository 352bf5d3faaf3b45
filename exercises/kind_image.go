package exercises

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Image asks something of the built image's configuration.
type Image struct {
	Exposes int  `yaml:"exposes"`  // a TCP port the image must expose, 1 to 65535; 0 asks nothing
	NonRoot bool `yaml:"non_root"` // the image's user must not be root
	// Env are variables that the image must set; a value of <any> asks only that the variable is there.
	Env map[string]string `yaml:"env"`
	// Cmd and Entrypoint are what the image must run, word by word.
	Cmd         []string `yaml:"cmd"`
	Entrypoint  []string `yaml:"entrypoint"`
	Healthcheck bool     `yaml:"healthcheck"` // the image must declare a HEALTHCHECK
	MaxMB       int      `yaml:"max_mb"`      // how large it may be, in MB of 1,000,000 bytes; 0 asks nothing
}

// ImageObservation is the part of the image's configuration that checks look at.
type ImageObservation struct {
	ExposedPorts []int  // TCP
	User         string // as the image has it: a name or a number, with or without a group; empty means root
	Env          map[string]string
	Cmd          []string
	Entrypoint   []string
	HealthTest   []string // such as ["CMD", "curl", ...]; empty or ["NONE"] when there is none
	Bytes        int64
}

// Judge compares the configuration with what is asked.
func (i Image) Judge(o ImageObservation) Verdict {
	expected := i.expectation()
	if wrong := i.wrong(o); wrong != "" {
		return failed(ImageSetting, expected, wrong)
	}
	return passed(expected, "")
}

// wrong says what the image has that is not as asked; empty when all is.
func (i Image) wrong(o ImageObservation) string {
	for _, name := range slices.Sorted(maps.Keys(i.Env)) {
		switch got, ok := o.Env[name]; {
		case !ok:
			return "the image does not set " + name
		case i.Env[name] != "<any>" && got != i.Env[name]:
			return fmt.Sprintf("the image sets %s=%s", name, cut(got))
		}
	}
	switch {
	case i.Exposes != 0 && !slices.Contains(o.ExposedPorts, i.Exposes):
		return exposedText(o.ExposedPorts)
	case i.NonRoot && isRoot(o.User):
		return "the image runs as root"
	case len(i.Entrypoint) > 0 && !slices.Equal(i.Entrypoint, o.Entrypoint):
		return "the image's ENTRYPOINT is " + compact(o.Entrypoint)
	case len(i.Cmd) > 0 && !slices.Equal(i.Cmd, o.Cmd):
		return "the image's CMD is " + compact(o.Cmd)
	case i.Healthcheck && !hasHealthTest(o.HealthTest):
		return "the image declares no HEALTHCHECK"
	case i.MaxMB > 0 && o.Bytes > int64(i.MaxMB)*1_000_000:
		return fmt.Sprintf("the image has %d MB", (o.Bytes+999_999)/1_000_000)
	}
	return ""
}

func (i Image) expectation() string {
	var parts []string
	if i.Exposes != 0 {
		parts = append(parts, fmt.Sprintf("the image exposes port %d", i.Exposes))
	}
	if i.NonRoot {
		parts = append(parts, "the image runs as a user that is not root")
	}
	for _, name := range slices.Sorted(maps.Keys(i.Env)) {
		if i.Env[name] == "<any>" {
			parts = append(parts, "the image sets "+name)
		} else {
			parts = append(parts, fmt.Sprintf("the image sets %s=%s", name, i.Env[name]))
		}
	}
	if len(i.Entrypoint) > 0 {
		parts = append(parts, "its ENTRYPOINT is "+compact(i.Entrypoint))
	}
	if len(i.Cmd) > 0 {
		parts = append(parts, "its CMD is "+compact(i.Cmd))
	}
	if i.Healthcheck {
		parts = append(parts, "the image declares a HEALTHCHECK")
	}
	if i.MaxMB > 0 {
		parts = append(parts, fmt.Sprintf("the image has at most %d MB", i.MaxMB))
	}
	return strings.Join(parts, "; ")
}

func exposedText(ports []int) string {
	if len(ports) == 0 {
		return "the image exposes no port"
	}
	var all []string
	for _, p := range ports {
		all = append(all, strconv.Itoa(p))
	}
	return "the image exposes " + list(all)
}

// isRoot says whether Docker runs this user as root: by name, by number, or because none is set.
func isRoot(user string) bool {
	name, _, _ := strings.Cut(strings.TrimSpace(user), ":")
	id, err := strconv.Atoi(name)
	return name == "" || name == "root" || err == nil && id == 0
}

func (i Image) lint() []string {
	var wrong []string
	if i.Exposes != 0 {
		wrong = portProblem("exposes", i.Exposes)
	}
	if i.MaxMB < 0 {
		wrong = append(wrong, "max_mb must not be negative (leave it out for no limit)")
	}
	for _, name := range slices.Sorted(maps.Keys(i.Env)) {
		if !isVariable(name) {
			wrong = append(wrong, fmt.Sprintf("env names %q, which is no variable (letters, digits and underscores)", name))
		}
	}
	if i.expectation() == "" && len(wrong) == 0 {
		wrong = append(wrong, "with is empty, so the check asks nothing (set exposes, non_root, env, cmd, entrypoint, healthcheck or max_mb)")
	}
	return wrong
}
