package runner

import (
	"fmt"
	"strings"

	"tutor/exercises"
)

// Problem is a docker command that did not do what was asked, with what is needed to explain it.
type Problem struct {
	Cause    exercises.Cause
	Args     []string // as given to docker, without the program's name
	ExitCode int      // -1 when the command did not start or was stopped
	Output   string   // what it printed on stderr; may hold foreign text
	Err      error
}

// Error names the command and what it said.
func (p *Problem) Error() string {
	text := strings.TrimSpace(p.Output)
	if text == "" && p.Err != nil {
		text = p.Err.Error()
	}
	return fmt.Sprintf("docker %s: %s", firstWord(p.Args), text)
}

// Unwrap returns the error of the process, if any.
func (p *Problem) Unwrap() error { return p.Err }

// notJSON is a docker command that was to print JSON and did not.
func notJSON(args []string, err error) *Problem {
	return &Problem{Cause: exercises.Internal, Args: args, Err: fmt.Errorf("docker %s printed no JSON: %w", firstWord(args), err)}
}

// needsStart is a spec that lint should have refused: a check that looks at a container and needs none to be started.
func needsStart(check *exercises.Check) *Problem {
	return &Problem{Cause: exercises.Internal, Err: fmt.Errorf("check %s needs no check of the kind start", check.ID)}
}

// silent is what is to be said of a docker command that failed and gave no reason.
func silent(command string, code int) string {
	return fmt.Sprintf("docker %s ended with exit code %d and said nothing", command, code)
}

func firstWord(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}
