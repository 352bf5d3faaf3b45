package explain

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"tutor/internal/script"
)

// run explains a RUN instruction: its flags, then its commands one by one.
func (e *explainer) run(c *instructions.RunCommand, at *place) said {
	parts := e.runParts(c)
	var out said
	switch {
	case len(c.Files) > 0 && len(parts) > 1:
		out.add(fmt.Sprintf("Runs the %s below as one script while the image is built.", countLines(c.Files[0].Data)))
	case len(parts) > 1:
		out.add("Runs these commands while the image is built. All that they change becomes one layer.")
	default:
		out.add("Runs a command while the image is built. What it changes becomes a layer.")
	}
	if len(c.Files) > 0 && !strings.HasPrefix(c.Files[0].Data, "#!") && len(parts) > 1 && !strings.Contains(c.Files[0].Data, "set -e") {
		out.add("In such a script only the last command decides whether the build goes on; set -e on top changes that.")
	}
	if !c.PrependShell && len(c.Files) == 0 {
		out.add("It is in exec form: no shell takes part, so && and variables of the shell would not work.")
	}
	if at.user != "" && !isRoot(at.user) {
		out.add("It runs as " + at.user + ".")
	}
	mounts, err := mounts(c)
	if err != nil {
		out.add("One of its --mount options cannot be read: " + err.Error() + ".")
	}
	for _, m := range mounts {
		out.add(e.mount(m, at))
	}
	out.add(network(instructions.GetNetwork(c)), security(instructions.GetSecurity(c)))
	for _, d := range instructions.GetDevices(c) {
		out.add("--device gives it the device " + d.Name + ".")
	}
	out.parts = parts
	return out
}

func (e *explainer) runParts(c *instructions.RunCommand) []Part {
	if len(c.Files) > 0 {
		return heredocParts(c)
	}
	if !c.PrependShell {
		return []Part{script.ExplainExec(c.CmdLine)}
	}
	return script.Explain(strings.Join(c.CmdLine, " "))
}

// heredocParts explains what a RUN with a here-document runs: the text itself, or a command that reads it.
func heredocParts(c *instructions.RunCommand) []Part {
	line := strings.TrimSpace(strings.Join(c.CmdLine, " "))
	first := c.Files[0]
	if strings.HasPrefix(line, "<<") && len(strings.Fields(line)) == 1 {
		if interpreter, ok := strings.CutPrefix(first.Data, "#!"); ok {
			program, _, _ := strings.Cut(interpreter, "\n")
			if !strings.HasSuffix(strings.TrimSpace(program), "sh") {
				return []Part{{Text: "#!" + oneLine(program), Says: "The lines are a script for " + oneLine(program) + "."}}
			}
		}
		return script.Explain(first.Data)
	}
	var all []Part
	command, _, _ := strings.Cut(line, "<<")
	if parts := script.Explain(command); len(parts) > 0 {
		all = append(all, parts...)
	}
	for _, f := range c.Files {
		all = append(all, Part{Text: "<<" + f.Name, Says: "The " + countLines(f.Data) + " below, up to " + f.Name + ", are what it reads."})
	}
	return all
}

// mounts reads the --mount options; variables in them stay as they are. BuildKit's parser leaves that to the build.
func mounts(c *instructions.RunCommand) ([]*instructions.Mount, error) {
	err := c.Expand(func(word string) (string, error) { return word, nil })
	return instructions.GetMounts(c), err
}

// mount explains a --mount of RUN.
// https://docs.docker.com/reference/dockerfile/#run---mount
func (e *explainer) mount(m *instructions.Mount, at *place) string {
	switch m.Type {
	case instructions.MountTypeCache:
		text := "A cache on the machine that builds lies at " + m.Target + " meanwhile: it stays from build to build, and is not in the image."
		if m.CacheSharing == instructions.MountSharingLocked {
			text += " Builds take turns with it."
		}
		return text
	case instructions.MountTypeSecret:
		return secretMount(m)
	case instructions.MountTypeSSH:
		return "It may use the SSH keys of the one who builds, by way of their agent; no key gets into the image."
	case instructions.MountTypeTmpfs:
		return "A folder in memory lies at " + m.Target + " meanwhile, and is gone afterwards."
	}
	what := "your project folder"
	if m.From != "" {
		what = "the image " + m.From
		if i, ok := e.earlier(m.From, at.stage); ok {
			what = e.stageAt(i)
		}
	}
	if m.Source != "" && m.Source != "/" && m.Source != "." {
		what = m.Source + " of " + what
	}
	text := "It sees " + what + " at " + m.Target + " while it runs, without a copy in the image."
	if !m.ReadOnly {
		text += " What it writes there is thrown away."
	}
	return text
}

func secretMount(m *instructions.Mount) string {
	id := m.CacheID
	if id == "" {
		id = m.Source
	}
	where := "the file " + m.Target
	if m.Target == "" {
		where = "the file /run/secrets/" + id
	}
	if m.Env != nil {
		name := *m.Env
		if name == "" {
			name = id
		}
		where = "the variable " + name
	}
	text := "It gets the secret " + strconv.Quote(id) + " as " + where + " for this command only: it is not in the image, and docker build --secret hands it in."
	if m.Required {
		text += " Without it the build stops."
	}
	return text
}

func network(mode string) string {
	switch mode {
	case instructions.NetworkNone:
		return "--network=none: it runs without a network."
	case instructions.NetworkHost:
		return "--network=host: it uses the network of the machine that builds, which the builder has to allow."
	}
	return ""
}

func security(mode string) string {
	if mode == instructions.SecurityInsecure {
		return "--security=insecure: it runs with the rights of the machine, which the builder has to allow."
	}
	return ""
}
