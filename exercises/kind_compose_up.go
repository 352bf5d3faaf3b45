package exercises

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// ComposeContainer is one container of the started project.
type ComposeContainer struct {
	Service   string
	Started   bool // it has run, and may have ended since
	Running   bool
	ExitCode  int
	OOMKilled bool
	Uptime    time.Duration // from start to exit
	Checked   bool          // it has a health check
	InFile    bool          // the Compose file declares it, not the image
	Health    string        // starting, healthy or unhealthy; empty without a check
	Probe     string        // what the last check printed
	ProbeExit int
}

// ComposeUpObservation is what was seen of a started project.
type ComposeUpObservation struct {
	Service    string             // the one that is asked about
	Containers []ComposeContainer // one for each service that was made
	Start      StartObservation   // of the service's container, when it runs
	Said       string             // why Compose says that it did not start everything
	Waited     time.Duration
	LeftOut    string
}

// JudgeUp is the verdict of the step up: the most specific cause that is proved. A service that has ended, or that nobody
// outside reaches, is not helped by a health check.
func (c Compose) JudgeUp(o ComposeUpObservation) Verdict {
	v := c.judgeUp(o)
	if v.Outcome == Fail {
		v.Observed = also(v.Observed, o.LeftOut)
	}
	return v
}

func (c Compose) judgeUp(o ComposeUpObservation) Verdict {
	expected := fmt.Sprintf("docker compose up starts every service, and %s becomes healthy and answers on port %d", cut(o.Service), c.Port)
	own := slices.IndexFunc(o.Containers, func(k ComposeContainer) bool { return k.Service == o.Service })
	switch other := o.troubled(); {
	case own >= 0 && o.Containers[own].Started:
	case other != "":
		return failed(ComposeNotHealthy, expected, cut(o.Service)+" was not started: "+other)
	case own >= 0:
		return failed(ComposeNotHealthy, expected, cut(o.Service)+" could not be started: "+cut(o.Said))
	default: // nothing that the file says is known to be the reason
		return Verdict{Outcome: Error, Cause: Internal, Expected: expected, Observed: "Compose started nothing: " + cut(o.Said)}
	}
	k := o.Containers[own]
	start := Start{Port: c.Port}
	if !k.Running {
		v := start.Judge(StartObservation{Exited: true, ExitCode: k.ExitCode, OOMKilled: k.OOMKilled, Uptime: k.Uptime})
		return failed(v.Cause, expected, cut(k.Service)+": "+v.Observed)
	}
	if v := start.Judge(o.Start); v.Outcome != Pass && (o.Start.SocketsKnown || k.Health == "healthy") {
		return failed(v.Cause, expected, cut(k.Service)+": "+v.Observed)
	}
	if v, bad := k.judgeHealth(expected, o.Waited); bad {
		return v
	}
	if other := o.troubled(); other != "" {
		return failed(ComposeNotHealthy, expected, other)
	}
	return passed(expected, fmt.Sprintf("%s is healthy and answers on port %d", cut(k.Service), c.Port))
}

func (k ComposeContainer) judgeHealth(expected string, waited time.Duration) (Verdict, bool) {
	switch {
	case !k.Checked:
		return failed(HealthcheckMissing, expected, fmt.Sprintf(
			"%s runs, and neither the Compose file nor the image has a health check for it, so nobody can say that it is healthy", cut(k.Service))), true
	case k.Health == "healthy":
		return Verdict{}, false
	}
	cause := HealthcheckFailing
	if k.InFile {
		cause = ComposeNotHealthy
	}
	return failed(cause, expected, k.illness(waited)), true
}

// illness says how a container that runs is not healthy.
func (k ComposeContainer) illness(waited time.Duration) string {
	text := fmt.Sprintf("%s is %s after %s", cut(k.Service), k.Health, seconds(waited))
	if k.Health == "starting" {
		text = fmt.Sprintf("%s did not become healthy within %s", cut(k.Service), seconds(waited))
	}
	if k.Probe == "" && k.ProbeExit == 0 {
		return text + ": its health check has not ended yet"
	}
	text += fmt.Sprintf(": its health check ended with %d", k.ProbeExit)
	if k.Probe != "" {
		text += " and printed " + finalLine(k.Probe)
	}
	return text
}

// finalLine is the line that says most: of a traceback, the last one.
func finalLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return cut(strings.TrimSpace(lines[len(lines)-1]))
}

// troubled names a container that did not do what Compose waited for. One that ended with 0 has done its work.
func (o ComposeUpObservation) troubled() string {
	for _, k := range o.Containers {
		switch {
		case k.Service == o.Service || !k.Started:
		case !k.Running && (k.ExitCode != 0 || k.OOMKilled):
			return cut(k.Service) + ": " + exitSentence(StartObservation{ExitCode: k.ExitCode, OOMKilled: k.OOMKilled, Uptime: k.Uptime})
		case k.Running && k.Checked && k.Health != "healthy":
			return k.illness(o.Waited)
		}
	}
	return ""
}
