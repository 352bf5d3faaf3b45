package dockerfile

import (
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
)

// ShellForm finds a CMD or ENTRYPOINT in shell form among those that the image gets.
func ShellForm(f *File) *Breach {
	var entrypoint, cmd *Instruction
	for _, stage := range f.Chain() {
		own := false // this stage has a CMD
		for i := range stage.Instructions {
			in := &stage.Instructions[i]
			switch in.Name {
			case "CMD":
				cmd, own = in, true
			case "ENTRYPOINT":
				entrypoint = in
				if !own { // ENTRYPOINT empties the CMD that comes from the base (Dockerfile reference, CMD)
					cmd = nil
				}
			}
		}
	}
	for _, in := range []*Instruction{entrypoint, cmd} {
		if in != nil && usesShell(in.Command) {
			return &Breach{*in, shellWhy(in.Text)}
		}
	}
	return nil
}

func usesShell(c instructions.Command) bool {
	switch c := c.(type) {
	case *instructions.CmdCommand:
		return c.PrependShell
	case *instructions.EntrypointCommand:
		return c.PrependShell
	}
	return false
}

// shellWhy tells a list that is not JSON from plain shell form: ['python', 'app.py'] is the usual slip.
func shellWhy(text string) string {
	if _, args, _ := strings.Cut(text, " "); strings.HasPrefix(strings.TrimSpace(args), "[") {
		return "this list is not valid JSON, so Docker takes it as shell form; use double quotes and commas"
	}
	return "this is shell form"
}
