package exercises

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"github.com/goccy/go-yaml"
)

// Cause names why a check did not pass. The list is closed: every cause has an entry in causes.yaml.
type Cause string

// Causes of a failed build.
const (
	DockerfileMissing  Cause = "dockerfile-missing"
	DockerfileSyntax   Cause = "dockerfile-syntax"
	ImageNotFound      Cause = "image-not-found" // the registry answered: no such image
	CopySourceMissing  Cause = "copy-source-missing"
	BuildCommandFailed Cause = "build-command-failed"
	BuildTimeout       Cause = "build-timeout"
	ContextTooLarge    Cause = "context-too-large"
)

// Causes of a container that does not come up.
const (
	ExitedAtStart     Cause = "exited-at-start"
	CommandNotFound   Cause = "command-not-found"
	OutOfMemory       Cause = "out-of-memory"
	NotReadyInTime    Cause = "not-ready-in-time"
	ListensOnLoopback Cause = "listens-on-loopback"
	ListensOnOther    Cause = "listens-on-other-port"
)

// Causes of a wrong HTTP answer.
const (
	WrongStatus      Cause = "wrong-status"
	NotJSON          Cause = "not-json"
	WrongJSON        Cause = "wrong-json"
	SlowResponse     Cause = "slow-response"
	ConnectionClosed Cause = "connection-closed"
	WrongHeader      Cause = "wrong-header"
)

// Causes of a service that does not follow its environment.
const (
	EnvIgnored   Cause = "env-ignored"   // it shows nothing of the value it was given
	EnvHardcoded Cause = "env-hardcoded" // it shows one value, whatever it is given
	EnvRequired  Cause = "env-required"  // it does not work without the variable
)

// Causes of a container that does not report its health.
const (
	HealthMissing      Cause = "health-missing"      // the service has no such endpoint
	HealthcheckMissing Cause = "healthcheck-missing" // the image declares no HEALTHCHECK
	HealthcheckFailing Cause = "healthcheck-failing" // it declares one, which does not succeed in time
)

// Causes of a Compose file that does not do what is asked.
const (
	ComposeMissing        Cause = "compose-missing"
	ComposeInvalid        Cause = "compose-invalid"
	ComposeServiceMissing Cause = "compose-service-missing"
	ComposeNotHealthy     Cause = "compose-not-healthy"
)

// Causes of a written answer that is not enough.
const (
	AnswerMissing       Cause = "answer-missing"
	AnswerUnchanged     Cause = "answer-unchanged" // only what the starter had, or the question again
	AnswerTooShort      Cause = "answer-too-short"
	AnswerIncomplete    Cause = "answer-incomplete"    // something that was asked for is not there
	AnswerMisconception Cause = "answer-misconception" // it says something that is not so
	AnswerNeedsReview   Cause = "answer-needs-review"  // a person has to read it
)

// Causes of a rule that an exercise sets and the work does not keep. A check that is advice has no cause.
const (
	FileMissing    Cause = "file-missing"
	FileContent    Cause = "file-content"
	DockerfileRule Cause = "dockerfile-rule"
	ImageSetting   Cause = "image-setting"
	LogMissing     Cause = "log-missing"
	StopTooSlow    Cause = "stop-too-slow"
)

// Causes outside the learner's work. A check with one of these has the outcome Error.
const (
	DockerMissing       Cause = "docker-missing"
	DaemonDown          Cause = "daemon-down"
	PermissionDenied    Cause = "permission-denied"
	RegistryUnreachable Cause = "registry-unreachable"
	RegistryRateLimited Cause = "registry-rate-limited"
	DiskFull            Cause = "disk-full"
	ArchMismatch        Cause = "arch-mismatch"
	PortsUnreachable    Cause = "ports-unreachable"
	Interrupted         Cause = "interrupted"
	Internal            Cause = "internal"
)

// learnerCauses lists the causes of the learner's work, which a mutant can have. They are here once more so that reading
// an exercise does not take reading causes.yaml.
func learnerCauses() []string {
	causes := []Cause{
		DockerfileMissing, DockerfileSyntax, ImageNotFound, CopySourceMissing, BuildCommandFailed, BuildTimeout, ContextTooLarge,
		ExitedAtStart, CommandNotFound, OutOfMemory, NotReadyInTime, ListensOnLoopback, ListensOnOther,
		WrongStatus, NotJSON, WrongJSON, SlowResponse, ConnectionClosed, WrongHeader,
		EnvIgnored, EnvHardcoded, EnvRequired, HealthMissing, HealthcheckMissing, HealthcheckFailing,
		ComposeMissing, ComposeInvalid, ComposeServiceMissing, ComposeNotHealthy,
		AnswerMissing, AnswerUnchanged, AnswerTooShort, AnswerIncomplete, AnswerMisconception, AnswerNeedsReview,
		FileMissing, FileContent, DockerfileRule, ImageSetting, LogMissing, StopTooSlow,
	}
	known := make([]string, len(causes))
	for i, c := range causes {
		known[i] = string(c)
	}
	return known
}

// HintTiers is how many hints every cause has: a nudge, where to look, how to fix it.
const HintTiers = 3

// Explanation is what a person is told about a cause.
type Explanation struct {
	Cause    Cause    `yaml:"cause"`
	Group    string   `yaml:"group"`    // see Groups
	Sentence string   `yaml:"sentence"` // what happened, in plain words
	Hints    []string `yaml:"hints"`    // HintTiers of them, from nudge to fix
	Lesson   string   `yaml:"lesson"`   // id of the lesson to read again; empty for infra
}

// Groups lists the groups of causes, in the order a grade meets them.
func Groups() []string {
	return []string{"build", "start", "http", "env", "health", "compose", "answer", "rule", "infra"}
}

//go:embed causes.yaml
var causesYAML []byte

// explanations decodes causes.yaml once, when a cause is first explained.
var explanations = sync.OnceValues(func() ([]Explanation, error) {
	var all []Explanation
	err := yaml.NewDecoder(bytes.NewReader(causesYAML), yaml.Strict()).Decode(&all)
	if err != nil {
		return nil, fmt.Errorf("decode causes.yaml: %w", err)
	}
	return all, nil
})

// Explanations returns what is said about every cause, in the order of causes.yaml.
func Explanations() ([]Explanation, error) {
	all, err := explanations()
	return slices.Clone(all), err
}

// Explain returns what a person is told about the cause. A cause without an entry explains itself as internal.
func (c Cause) Explain() Explanation {
	all, _ := explanations() // a broken file is a build mistake; a test decodes it
	for _, e := range all {
		if e.Cause == c {
			return e
		}
	}
	return Explanation{Cause: c, Group: "infra", Sentence: "The tutor has no words for this cause: " + string(c) + "."}
}

// Infra says whether the cause lies outside the learner's work.
func (c Cause) Infra() bool {
	switch c {
	case DockerMissing, DaemonDown, PermissionDenied, RegistryUnreachable, RegistryRateLimited,
		DiskFull, ArchMismatch, PortsUnreachable, Interrupted, Internal:
		return true
	}
	return false
}
