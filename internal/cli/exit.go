package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"tutor/exercises"
	"tutor/internal/workspace"
	"tutor/lessons"
	"tutor/runner"
)

// The exit codes of every command.
const (
	exitOK          = 0
	exitFail        = 1   // the learner's work
	exitUsage       = 2   // the command line, or the course's content
	exitInfra       = 3   // Docker, disk, network or the tutor itself
	exitInterrupted = 130 // cancelled: 128 + SIGINT, as shells have it
)

// usageError is a mistake in the command line.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// contentError is a mistake in the course, which its author has to mend.
type contentError struct{ error }

func (e contentError) Unwrap() error { return e.error }

// toldError ends the command with a code; the person has been told why.
type toldError struct{ code int }

func (toldError) Error() string { return "already told" }

// exitCode is the one place where an error becomes an exit code.
func exitCode(err error) int {
	var (
		told     toldError
		problem  *runner.Problem
		refused  *runner.Refused
		problems lessons.Problems
	)
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &told):
		return told.code
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &problem):
		return causeCode(problem.Cause)
	case errors.As(err, &refused):
		return exitFail
	case errors.As(err, new(usageError)), errors.As(err, new(contentError)), errors.As(err, &problems),
		errors.Is(err, lessons.ErrUnknownLesson), errors.Is(err, workspace.ErrNotEmpty):
		return exitUsage
	}
	return exitInfra
}

func causeCode(cause exercises.Cause) int {
	if cause == exercises.Interrupted {
		return exitInterrupted
	}
	return exitInfra
}

// reportCode is the exit code of a grade.
func reportCode(rep exercises.Report) int {
	switch rep.Outcome {
	case exercises.Pass:
		return exitOK
	case exercises.Fail:
		return exitFail
	}
	return causeCode(rep.Cause())
}

// withCode is nil for exitOK.
func withCode(code int) error {
	if code == exitOK {
		return nil
	}
	return toldError{code}
}

// tell says on stderr why the command failed and what to do.
func tell(s *IOStreams, cmd *cobra.Command, err error) {
	if err == nil || errors.As(err, new(toldError)) {
		return
	}
	if errors.Is(err, context.Canceled) {
		s.sayf("tutor: cancelled\n")
		return
	}
	s.sayf("tutor: %s\n", err)
	var problem *runner.Problem
	if errors.As(err, &problem) {
		s.tellProblem(problem)
	}
	if errors.As(err, new(usageError)) && cmd != nil {
		s.sayf("Run `%s --help` for usage.\n", cmd.CommandPath())
	}
}

// tellProblem says what is wrong with the machine and what mends it, as the doctor would.
func (s *IOStreams) tellProblem(p *runner.Problem) {
	why := p.Cause.Explain()
	s.sayf("  why: %s\n", why.Sentence)
	line, ok := runner.Mend(p.Cause)
	switch {
	case ok:
		s.sayMending(line)
	case len(why.Hints) > 0:
		s.sayf("  fix: %s\n", why.Hints[len(why.Hints)-1])
	}
}

// sayMending says the command that mends a line of the doctor, and what to do besides.
func (s *IOStreams) sayMending(f runner.Finding) {
	if f.Fix != "" {
		s.sayf("  fix: %s\n", oneLine(f.Fix))
	}
	if f.Note != "" {
		s.sayf("  note: %s\n", oneLine(f.Note))
	}
}
