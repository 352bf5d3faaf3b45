package exercises

import (
	"fmt"
	"strings"
)

// Readiness looks at what the learner's image, run as the lesson runs it, has of what going live needs. It suits
// advice: most of it is for whoever starts the container to say.
type Readiness struct {
	Port int `yaml:"port"` // the port that the run publishes
}

// ReadinessObservation is a container as `docker run -p PORT:PORT` makes it, from `docker container inspect`.
type ReadinessObservation struct {
	RestartPolicy string // no, on-failure, always or unless-stopped
	MemoryBytes   int64  // 0 means no limit
	NanoCPUs      int64  // 0 means no limit
	HealthTest    []string
	LogDriver     string
	LogMaxSize    string // empty means that the log grows without end
	User          string
	HostAddress   string // where the port is published; empty means every address of the machine
	HostPort      string
}

// Finding is one row of a readiness table.
type Finding struct {
	Subject string `json:"subject"`
	Ready   bool   `json:"ready"`
	Found   string `json:"found"`
	Next    string `json:"next"` // what would change it; empty where it is ready
}

// Findings are the rows, in a fixed order.
func (r Readiness) Findings(o ReadinessObservation) []Finding {
	all := []Finding{
		{"restart policy", o.RestartPolicy != "" && o.RestartPolicy != "no", restartText(o.RestartPolicy), "docker run --restart on-failure"},
		{"resource limits", o.MemoryBytes > 0 && o.NanoCPUs > 0, limitText(o), "docker run --memory 512m --cpus 1"},
		{"health", hasHealthTest(o.HealthTest), healthText(o.HealthTest), "HEALTHCHECK in the Dockerfile"},
		{"logging", o.LogMaxSize != "" || o.LogDriver != "json-file", logText(o), "docker run --log-opt max-size=10m"},
		{"user", !isRoot(o.User), userText(o.User), "USER in the Dockerfile"},
		{"published port", o.HostAddress == "127.0.0.1" || o.HostAddress == "::1", portText(r.Port, o), "a reverse proxy in front, and -p 127.0.0.1:8000:8000"},
	}
	for i := range all {
		if all[i].Ready {
			all[i].Next = ""
		}
	}
	return all
}

// Judge shows the table. The verdict fails while a row is not ready.
func (r Readiness) Judge(o ReadinessObservation) Verdict {
	expected := "what a container needs to go live"
	ready := 0
	var rows []string
	all := r.Findings(o)
	for _, f := range all {
		mark, next := "✗", "; next: "+f.Next
		if f.Ready {
			ready, mark, next = ready+1, "✓", ""
		}
		rows = append(rows, fmt.Sprintf("%s %s: %s%s", mark, f.Subject, f.Found, next))
	}
	observed := fmt.Sprintf("%d of %d are ready\n%s", ready, len(all), strings.Join(rows, "\n"))
	if ready < len(all) {
		return failed(ImageSetting, expected, observed)
	}
	return passed(expected, observed)
}

func restartText(policy string) string {
	if policy == "" || policy == "no" {
		return "none, so it stays down once it has ended"
	}
	return policy
}

func limitText(o ReadinessObservation) string {
	if o.MemoryBytes == 0 && o.NanoCPUs == 0 {
		return "none, so it may use all memory and every processor"
	}
	if o.MemoryBytes == 0 {
		return "none on memory"
	}
	if o.NanoCPUs == 0 {
		return "none on processors"
	}
	return "set"
}

func hasHealthTest(test []string) bool { return len(test) > 0 && test[0] != "NONE" }

func healthText(test []string) string {
	if !hasHealthTest(test) {
		return "no HEALTHCHECK, so Docker knows only that the process lives"
	}
	return "the image asks with " + healthCommand(test)
}

func logText(o ReadinessObservation) string {
	if o.LogDriver == "json-file" && o.LogMaxSize == "" {
		return "json-file without a limit, so the log can fill the disk, and it goes when the container is removed"
	}
	if o.LogMaxSize == "" {
		return o.LogDriver
	}
	return o.LogDriver + ", at most " + o.LogMaxSize + " a file"
}

func userText(user string) string {
	if isRoot(user) {
		return "root"
	}
	return cut(user)
}

func portText(port int, o ReadinessObservation) string {
	if o.HostPort == "" {
		return fmt.Sprintf("port %d is not published", port)
	}
	if o.HostAddress == "" || o.HostAddress == "0.0.0.0" || o.HostAddress == "::" {
		return fmt.Sprintf("port %s of every address of the machine, open to all who reach it, and to one container only", o.HostPort)
	}
	return o.HostAddress + ":" + o.HostPort
}

func (r Readiness) lint() []string { return portProblem("port", r.Port) }
