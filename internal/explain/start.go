package explain

import (
	"fmt"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"tutor/internal/dockerfile"
	"tutor/internal/script"
)

// cmd explains CMD, alone or as the arguments of an ENTRYPOINT.
// https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact
func (e *explainer) cmd(c *instructions.CmdCommand, in *dockerfile.Instruction, at *place) said {
	if last := e.laterOf(at.stage, in); last > 0 {
		return say(fmt.Sprintf("Has no effect: only the last CMD of a stage counts, and that is the one in line %d.", last))
	}
	if len(c.CmdLine) == 0 {
		return say("Takes the command of the base image away: nothing is started unless docker run names a command.")
	}
	if entry := e.entrypointOf(at.stage, at); entry != nil {
		if usesShell(entry) {
			return say(fmt.Sprintf("Has no effect: the ENTRYPOINT in line %d is in shell form, and that takes no arguments.", entry.Start))
		}
		out := say(fmt.Sprintf("Gives the ENTRYPOINT of line %d its arguments: %s.", entry.Start, strings.Join(c.CmdLine, " ")))
		out.add("Words behind the image's name in docker run replace them.")
		return out
	}
	out := say("Names the command that starts the app when a container starts; the build does not run it.")
	out.add("A command behind the image's name in docker run replaces it.")
	return e.started(out, c.ShellDependantCmdLine, at)
}

// entrypoint explains ENTRYPOINT.
func (e *explainer) entrypoint(c *instructions.EntrypointCommand, in *dockerfile.Instruction, at *place) said {
	at.entrypoint = in
	if last := e.laterOf(at.stage, in); last > 0 {
		return say(fmt.Sprintf("Has no effect: only the last ENTRYPOINT of a stage counts, and that is the one in line %d.", last))
	}
	if len(c.CmdLine) == 0 {
		return say("Takes the entrypoint of the base image away.")
	}
	out := say("Names the program that every container of this image starts.")
	if c.PrependShell {
		out.add("In shell form it takes no arguments: neither those of CMD nor those of docker run reach it.")
	} else {
		out.add("Words behind the image's name in docker run are handed to it as arguments; --entrypoint replaces it.")
	}
	return e.started(out, c.ShellDependantCmdLine, at)
}

// started adds what the command does, and which form it has.
func (e *explainer) started(out said, c instructions.ShellDependantCmdLine, at *place) said {
	if !c.PrependShell {
		out.parts = []Part{script.ExplainExec(c.CmdLine)}
		return out
	}
	text := strings.Join(c.CmdLine, " ")
	out.add(shellFormSays(text, at.shell))
	out.parts = script.Explain(text)
	return out
}

func shellFormSays(script string, shell []string) string {
	switch {
	case strings.HasPrefix(strings.TrimSpace(script), "["):
		return "This list is not valid JSON, so it is taken as shell form: write double quotes and commas."
	case strings.HasPrefix(strings.TrimSpace(script), "exec "):
		return "It is in shell form; exec lets the program take the shell's place, so that signals reach it."
	case len(shell) > 0:
		return "It is in shell form: " + strings.Join(shell, " ") + " runs it, and the signal of docker stop may not reach the app."
	}
	return "It is in shell form: /bin/sh -c runs it, and the signal of docker stop may not reach the app."
}

// laterOf is the line of the last instruction of the same name in the stage, when that is not this one; else 0.
func (e *explainer) laterOf(stage int, in *dockerfile.Instruction) int {
	last := &e.file.Stages[stage].Instructions[e.ends[stage][in.Name]]
	if last.Start == in.Start {
		return 0
	}
	return last.Start
}

// entrypointOf is the ENTRYPOINT that counts for a stage; it may stand behind the CMD, or in a stage that this one
// builds on.
func (e *explainer) entrypointOf(stage int, at *place) *dockerfile.Instruction {
	k, ok := e.ends[stage]["ENTRYPOINT"]
	if !ok {
		return at.entrypoint
	}
	in := &e.file.Stages[stage].Instructions[k]
	if c, ok := in.Command.(*instructions.EntrypointCommand); ok && len(c.CmdLine) == 0 {
		return nil
	}
	return in
}

func usesShell(in *dockerfile.Instruction) bool {
	switch c := in.Command.(type) {
	case *instructions.CmdCommand:
		return c.PrependShell
	case *instructions.EntrypointCommand:
		return c.PrependShell
	}
	return false
}
