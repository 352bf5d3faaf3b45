package exercises

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Image asks something of the built image's configuration.
type Image struct {
	Exposes int  `yaml:"exposes"`  // a TCP port the image must expose, 1 to 65535; 0 asks nothing
	NonRoot bool `yaml:"non_root"` // the image's user must not be root
}

// ImageObservation is the part of the image's configuration that checks look at.
type ImageObservation struct {
	ExposedPorts []int  // TCP
	User         string // as the image has it: a name or a number, with or without a group; empty means root
}

// Judge compares the configuration with what is asked. A failure has no cause: these are habits, not faults.
func (i Image) Judge(o ImageObservation) Verdict {
	expected := i.expectation()
	if i.Exposes != 0 && !slices.Contains(o.ExposedPorts, i.Exposes) {
		return failed("", expected, exposedText(o.ExposedPorts))
	}
	if i.NonRoot && isRoot(o.User) {
		return failed("", expected, "the image runs as root")
	}
	return passed(expected, "")
}

func (i Image) expectation() string {
	var parts []string
	if i.Exposes != 0 {
		parts = append(parts, fmt.Sprintf("the image exposes port %d", i.Exposes))
	}
	if i.NonRoot {
		parts = append(parts, "the image runs as a user that is not root")
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
	if i.Exposes != 0 {
		return portProblem("exposes", i.Exposes)
	}
	if !i.NonRoot {
		return []string{"exposes and non_root are both missing (set at least one, else the check asks nothing)"}
	}
	return nil
}
