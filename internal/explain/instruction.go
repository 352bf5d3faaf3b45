package explain

import (
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"tutor/internal/dockerfile"
)

// instruction explains an instruction of a stage and notes in at what it changes.
func (e *explainer) instruction(in *dockerfile.Instruction, at *place) said {
	switch c := in.Command.(type) {
	case *instructions.RunCommand:
		return e.run(c, at)
	case *instructions.CopyCommand:
		return e.copied(c, at)
	case *instructions.AddCommand:
		return e.added(c, at)
	case *instructions.ArgCommand:
		return e.arg(c, at)
	case *instructions.EnvCommand:
		return e.env(c, at)
	case *instructions.LabelCommand:
		return label(c)
	case *instructions.CmdCommand:
		return e.cmd(c, in, at)
	case *instructions.EntrypointCommand:
		return e.entrypoint(c, in, at)
	}
	return e.setting(in, at)
}

// setting explains an instruction that sets something of the image.
func (e *explainer) setting(in *dockerfile.Instruction, at *place) said {
	switch c := in.Command.(type) {
	case *instructions.WorkdirCommand:
		return e.workdir(c, at)
	case *instructions.UserCommand:
		return e.user(c, at)
	case *instructions.ExposeCommand:
		return e.expose(c, at)
	case *instructions.VolumeCommand:
		return volume(c)
	case *instructions.HealthCheckCommand:
		return health(c)
	case *instructions.ShellCommand:
		at.shell = c.Shell
		return say("Runs the commands in shell form below with " + strings.Join(c.Shell, " ") + ", in place of /bin/sh -c.")
	case *instructions.StopSignalCommand:
		return stopSignal(c)
	case *instructions.OnbuildCommand:
		return onbuild(c)
	case *instructions.MaintainerCommand:
		return say("Names "+oneLine(c.Maintainer)+" as the author. The instruction is obsolete:", `LABEL org.opencontainers.image.authors="..." does it today.`)
	}
	return say("This instruction is not known to tutor.")
}

// workdir explains WORKDIR.
func (e *explainer) workdir(c *instructions.WorkdirCommand, at *place) said {
	p := e.expand(c.Path, at)
	full, ok := at.resolve(p)
	switch {
	case strings.Contains(p, "$"):
		at.workdir = ""
		return say("Makes the folder that " + p + " names the working folder.")
	case !ok:
		return say("Goes into the folder " + p + " below the working folder of the base image, and makes it the working folder. It is created when it is missing.")
	}
	was := at.workdir
	at.workdir = full
	if full != p {
		return say("Goes into the folder " + p + " below " + was + ": the working folder is " + full + " from here on. It is created when it is missing.")
	}
	return say("Makes " + full + " the working folder: the instructions below, and the app itself, start there. It is created when it is missing.")
}

// user explains USER.
func (e *explainer) user(c *instructions.UserCommand, at *place) said {
	at.user = e.expand(c.User, at)
	name, group, both := strings.Cut(at.user, ":")
	out := say("From here on, the build and every container run as the user " + name + ".")
	switch {
	case isRoot(at.user):
		out = say("From here on, the build and every container run as root, who may do everything.")
	case both:
		out.says[0] = "From here on, the build and every container run as the user " + name + " with the group " + group + "."
	}
	if !isRoot(at.user) {
		out.add("A break-in then does less harm than as root. The user has to be there already; a bare number always is.")
	}
	return out
}

func isRoot(user string) bool {
	name, _, _ := strings.Cut(user, ":")
	return name == "root" || name == "0"
}

// expose explains EXPOSE.
func (e *explainer) expose(c *instructions.ExposeCommand, at *place) said {
	var ports []string
	for _, p := range c.Ports {
		p = e.expand(p, at)
		p = p[strings.LastIndex(p, ":")+1:] // a mapping is a mistake; see expose-mapping
		number, protocol, _ := strings.Cut(p, "/")
		if strings.EqualFold(protocol, "udp") {
			number += " (UDP)"
		}
		ports = append(ports, number)
	}
	first, _, _ := strings.Cut(ports[0], " ")
	out := say("Notes that the app listens on " + pick(len(ports) == 1, "port ", "the ports ") + wordList(ports) + ".")
	out.add("It opens nothing: docker run -p " + first + ":" + first + " does.")
	return out
}

// volume explains VOLUME.
// https://docs.docker.com/reference/dockerfile/#volume
func volume(c *instructions.VolumeCommand) said {
	one := len(c.Volumes) == 1
	return say(
		"Keeps what is written to "+wordList(c.Volumes)+" outside the container's own layer.",
		"Each container gets a new volume for it, unless docker run -v names one; these pile up and fill the disk.",
		"What later instructions change in "+pick(one, "this folder", "these folders")+" may be lost.")
}

func stopSignal(c *instructions.StopSignalCommand) said {
	out := say("docker stop sends the process " + c.Signal + " to ask it to end, in place of SIGTERM.")
	switch strings.TrimPrefix(strings.ToUpper(c.Signal), "SIG") {
	case "TERM", "15":
		return say("docker stop asks the process to end with SIGTERM, which it does anyway.")
	case "KILL", "9":
		out.add("SIGKILL ends it at once: it cannot finish its requests.")
	case "QUIT", "3":
		out.add("Web servers such as nginx then finish their requests first.")
	case "INT", "2":
		out.add("That is what Ctrl-C sends.")
	}
	return out
}

// onbuild explains ONBUILD by the instruction it keeps.
func onbuild(c *instructions.OnbuildCommand) said {
	out := say("Does nothing in this build. When another Dockerfile starts FROM this image, this instruction runs there first.")
	inner, err := dockerfile.Parse([]byte("FROM x\n" + c.Expression + "\n"))
	if err != nil || len(inner.Stages[0].Instructions) == 0 {
		out.parts = []Part{{Text: oneLine(c.Expression), Says: "The builder will not be able to read this."}}
		return out
	}
	later := &inner.Stages[0].Instructions[0]
	what := newExplainer(inner, nil).instruction(later, &place{})
	out.parts = append([]Part{{Text: oneLine(later.Text), Says: strings.Join(what.says, " ")}}, what.parts...)
	return out
}
