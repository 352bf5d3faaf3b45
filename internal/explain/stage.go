package explain

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"tutor/internal/dockerfile"
)

// scratch is the name of the empty image.
const scratch = "scratch"

// graph finds which stage feeds which, and which the image needs.
func (e *explainer) graph() {
	needs := make([][]int, len(e.file.Stages))
	for i := range e.file.Stages {
		s := &e.file.Stages[i]
		e.stages = append(e.stages, Stage{Index: i, Name: s.Name, Line: s.From.Start, Base: s.Base})
		needs[i] = e.needs(i)
	}
	last := len(e.stages) - 1
	e.stages[last].Final = true
	e.use(last, needs)
	for i := range needs {
		for _, from := range needs[i] {
			e.stages[from].Feeds = append(e.stages[from].Feeds, e.stageName(i))
		}
	}
}

// needs are the stages that a stage builds on or takes files from.
func (e *explainer) needs(index int) []int {
	s := &e.file.Stages[index]
	var all []int
	if s.Parent != dockerfile.NoStage {
		all = append(all, s.Parent)
	}
	for _, in := range s.Instructions {
		var froms []string
		switch c := in.Command.(type) {
		case *instructions.CopyCommand:
			froms = []string{c.From}
		case *instructions.RunCommand:
			all, _ := mounts(c) // what cannot be read is said where it stands
			for _, m := range all {
				froms = append(froms, m.From)
			}
		}
		for _, from := range froms {
			if i, ok := e.earlier(from, index); ok {
				all = append(all, i)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// earlier finds the stage before another one that a --from means.
func (e *explainer) earlier(from string, before int) (int, bool) {
	if from == "" {
		return 0, false
	}
	i, ok := e.file.Stage(from)
	return i, ok && i < before
}

func (e *explainer) use(index int, needs [][]int) {
	if e.stages[index].Used {
		return
	}
	e.stages[index].Used = true
	for _, i := range needs[index] {
		e.use(i, needs)
	}
}

// stageName is how a stage is called in a sentence.
func (e *explainer) stageName(index int) string {
	if name := e.file.Stages[index].Name; name != "" {
		return name
	}
	if index == len(e.file.Stages)-1 {
		return "the last stage"
	}
	return "number " + strconv.Itoa(index)
}

// stageAt names a stage with its line.
func (e *explainer) stageAt(index int) string {
	return fmt.Sprintf("stage %s (line %d)", e.stageName(index), e.file.Stages[index].From.Start)
}

// from explains a FROM instruction.
func (e *explainer) from(index int) said {
	s := &e.file.Stages[index]
	var out said
	switch {
	case s.Parent != dockerfile.NoStage:
		out.add("Goes on from " + e.stageAt(s.Parent) + ": its files and settings are there from the start.")
	case s.Base == scratch:
		out.add("Starts from nothing: scratch is the empty image, without a shell or a single file.")
	default:
		out.add(startsFrom(e.expand(s.Base, nil)), e.expanded(s.Base), imageSays(e.expand(s.Base, nil)))
	}
	if index > 0 && s.Parent == dockerfile.NoStage {
		out.add("This is a new stage: nothing of the stages before is in it, but for what COPY --from brings over.")
	}
	if len(e.stages) > 1 {
		out.add(e.stageRole(index))
	} else if s.Name != "" {
		out.add("The stage is called " + s.Name + "; with a single stage the name is only for readers.")
	}
	if platform := fromPlatform(s.From.Text); platform != "" {
		out.add(platformSays(platform))
	}
	return out
}

func startsFrom(image string) string {
	return "Starts from the image " + image + ": what follows is added on top of it."
}

// expanded says what a text with variables becomes by default.
func (e *explainer) expanded(text string) string {
	if e.expand(text, nil) == text {
		return ""
	}
	return "That is what " + text + " becomes with the default values."
}

// stageRole says what becomes of a stage of several.
func (e *explainer) stageRole(index int) string {
	s := e.stages[index]
	called := "The stage"
	if s.Name != "" {
		called = "It is called " + s.Name + "; the stage"
	}
	switch {
	case s.Final:
		return "It is the last stage, so what it holds becomes the image."
	case !s.Used && len(s.Feeds) == 0:
		return called + " feeds no other, so a plain docker build leaves it out: only --target asks for it."
	case !s.Used:
		return called + " feeds only stages that the image does not need, so a plain docker build leaves it out."
	}
	return called + " does not become the image itself: " + wordList(s.Feeds) + " " + pick(len(s.Feeds) == 1, "takes", "take") + " from it what is needed."
}

// fromPlatform is the value of --platform in a FROM instruction.
func fromPlatform(text string) string {
	for _, word := range strings.Fields(text) {
		if value, ok := strings.CutPrefix(word, "--platform="); ok {
			return strings.Trim(value, `"'`)
		}
	}
	return ""
}

func platformSays(platform string) string {
	switch strings.Trim(platform, "${}") {
	case "BUILDPLATFORM":
		return "--platform=" + platform + " runs this stage natively on the machine that builds, for whatever machine the image is meant."
	case "TARGETPLATFORM":
		return "--platform=" + platform + " asks for the kind of machine that the image is meant for, which is the default."
	}
	if strings.Contains(platform, "$") {
		return "--platform takes the kind of machine from " + platform + "."
	}
	return "--platform=" + platform + " asks for this kind of machine, whatever machine builds; on another kind everything is emulated and slow."
}

func pick(first bool, one, other string) string {
	if first {
		return one
	}
	return other
}
