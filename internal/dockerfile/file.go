// Package dockerfile reads a Dockerfile into stages and instructions that know their lines.
//
// The grammar is BuildKit's own parser; this package adds line ranges and the resolution of stages.
package dockerfile

import (
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
)

// File is a Dockerfile that BuildKit can read.
type File struct {
	Args   []Instruction // ARG instructions before the first FROM
	Stages []Stage       // in the order of the file; at least one
	// Gaps are the last lines of instructions with an empty line in the middle, which BuildKit warns of.
	Gaps []int
}

// Stage is one FROM and the instructions after it.
type Stage struct {
	Name         string // after AS, in small letters; empty when the stage has none
	Base         string // what FROM names: an image or an earlier stage, variables not expanded
	Parent       int    // index of the stage that Base names; NoStage when Base is an image
	From         Instruction
	Instructions []Instruction // without From
}

// NoStage is the Parent of a stage that builds on an image.
const NoStage = -1

// Instruction is one instruction with its place in the file.
type Instruction struct {
	Name  string // in capitals, such as COPY
	Start int    // first line, 1 and up
	End   int    // last line, with continuation lines and heredocs
	Text  string // continuation lines joined, as in the file otherwise
	// Command is BuildKit's typed form, such as *instructions.RunCommand; nil for FROM.
	Command instructions.Command
}

// Count is how many instructions the file has.
func (f *File) Count() int { return len(f.all()) }

// Final returns the stage that becomes the image: the last one.
func (f *File) Final() *Stage { return &f.Stages[len(f.Stages)-1] }

// Chain returns the final stage and the stages it builds on, the deepest base first.
func (f *File) Chain() []*Stage {
	var chain []*Stage
	for i := len(f.Stages) - 1; i != NoStage; i = f.Stages[i].Parent {
		chain = append([]*Stage{&f.Stages[i]}, chain...)
	}
	return chain
}

// Stage finds a stage as COPY --from does: by its name, in any case, or by its number from 0.
func (f *File) Stage(ref string) (int, bool) {
	if i := earlier(f.Stages, ref); i != NoStage {
		return i, true
	}
	i, err := strconv.Atoi(ref)
	return i, err == nil && i >= 0 && i < len(f.Stages)
}

// earlier finds the stage that FROM name means: the last one of that name before it.
func earlier(stages []Stage, name string) int {
	for i := len(stages) - 1; i >= 0; i-- {
		if stages[i].Name != "" && strings.EqualFold(stages[i].Name, name) {
			return i
		}
	}
	return NoStage
}

// Breach is an instruction that breaks a habit of good Dockerfiles.
type Breach struct {
	At  Instruction
	Why string // follows the line, in small letters
}
