package explain

import (
	"regexp"
	"strings"
	"sync"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"tutor/internal/dockerfile"
)

// settingRules are about what the image sets.
func settingRules() []rule {
	return []rule{
		{"secret-in-env", Warning, "environment-variables", secretInEnv},
		{"secret-in-arg", Warning, "environment-variables", secretInArg},
		{"shell-form", Warning, "minimal-dockerfile", shellForm},
		{"command-twice", Warning, "minimal-dockerfile", commandTwice},
		{"several-processes", Warning, "common-mistakes", severalProcesses},
		{"no-healthcheck", Advice, "not-the-end", noHealthcheck},
		{"runs-as-root", Advice, "not-the-end", runsAsRoot},
		{"workdir-relative", Advice, "minimal-dockerfile", workdirRelative},
		{"env-old-form", Advice, "environment-variables", envOldForm},
		{"maintainer", Advice, "minimal-dockerfile", maintainer},
		{"expose-mapping", Warning, "containerize-the-app", exposeMapping},
	}
}

func secretInEnv(r *reader) []spot {
	var found []spot
	r.all(func(in *dockerfile.Instruction) {
		c, ok := in.Command.(*instructions.EnvCommand)
		if !ok {
			return
		}
		for _, kv := range c.Env {
			if isSecret(kv.Key, kv.Value) {
				found = append(found, spot{
					*in, kv.Key + " has a value in the image",
					"Everybody who gets the image can read it, with docker inspect, and changing it needs a new image.",
					"Leave it out, and hand it in when the container starts: docker run -e " + kv.Key + "=...",
				})
			}
		}
	})
	return found
}

func secretInArg(r *reader) []spot {
	var found []spot
	visit := func(in dockerfile.Instruction) {
		for _, a := range argsOf(in) {
			if secretName(a.Key) {
				found = append(found, spot{
					in, "The build argument " + a.Key + " is called like a secret",
					"Its value stays in the history of the image, where docker history shows it.",
					"Use RUN --mount=type=secret, which leaves nothing behind.",
				})
			}
		}
	}
	for _, in := range r.file.Args {
		visit(in)
	}
	r.all(func(in *dockerfile.Instruction) { visit(*in) })
	return found
}

func shellForm(r *reader) []spot {
	b := dockerfile.ShellForm(r.file)
	if b == nil {
		return nil
	}
	_, script, _ := strings.Cut(oneLine(b.At.Text), " ")
	if strings.HasPrefix(script, "exec ") { // the program takes the shell's place
		return nil
	}
	return []spot{{
		b.At, b.At.Name + ": " + b.Why,
		"A shell stands between Docker and the app, so docker stop may not reach the app and ends it hard after ten seconds.",
		"Write it as a list: " + b.At.Name + ` ["program", "argument"].`,
	}}
}

func commandTwice(r *reader) []spot {
	var found []spot
	for i := range r.file.Stages {
		all := r.file.Stages[i].Instructions
		for k := range all {
			in := &all[k]
			if in.Name != "CMD" && in.Name != "ENTRYPOINT" && in.Name != "HEALTHCHECK" {
				continue
			}
			if later := r.laterOf(i, in); later > 0 {
				found = append(found, spot{
					*in, in.Name + " stands in this stage more than once",
					"Only the last one counts, so this line has no effect.",
					"Remove it.",
				})
			}
		}
	}
	return found
}

// severalProcesses finds a start command that starts more than one service.
func severalProcesses(r *reader) []spot {
	var found []spot
	for _, name := range []string{"ENTRYPOINT", "CMD"} {
		in := r.last(name)
		if in == nil {
			continue
		}
		text := strings.Join(startWords(in), " ")
		if strings.Contains(text, "supervisord") || inBackground().MatchString(text) {
			found = append(found, spot{
				*in, "One container starts several services",
				"Docker sees only one of them: it notices no end of another, mixes their logs, and you can start no more of just one.",
				"Give each service a container of its own; Compose starts them together.",
			})
		}
	}
	return found
}

// inBackground is a command that is sent into the background before another one.
var inBackground = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[^&>|]&\s+[A-Za-z./"]|\bservice \S+ start\b`) })

func startWords(in *dockerfile.Instruction) []string {
	switch c := in.Command.(type) {
	case *instructions.CmdCommand:
		return c.CmdLine
	case *instructions.EntrypointCommand:
		return c.CmdLine
	}
	return nil
}

func noHealthcheck(r *reader) []spot {
	port := r.last("EXPOSE")
	if port == nil || r.last("HEALTHCHECK") != nil {
		return nil
	}
	return []spot{{
		*port, "A service that listens has no HEALTHCHECK",
		"Docker then knows only that the process lives, not whether it answers.",
		"Add a HEALTHCHECK that asks the app, for example at /health; an orchestrator with checks of its own needs none.",
	}}
}

func runsAsRoot(r *reader) []spot {
	user := r.last("USER")
	chain := r.file.Chain()
	base := parseImage(r.expand(chain[0].Base, nil))
	switch {
	case user == nil && strings.Contains(base.tag, "nonroot"), user == nil && !rootBase(base):
		return nil
	case user == nil:
		return []spot{{
			r.file.Final().From, "No USER is set, so the app runs as root",
			"Somebody who breaks into the app then has all rights in the container.",
			"Make a user and name it with USER, below the lines that need root.",
		}}
	}
	c, ok := user.Command.(*instructions.UserCommand)
	if !ok || !isRoot(c.User) {
		return nil
	}
	return []spot{{
		*user, "The last USER is root, so the app runs as root",
		"Somebody who breaks into the app then has all rights in the container.",
		"End with a user that is not root.",
	}}
}

// rootLanguages are images of a language that run as root.
const rootLanguages = " python node golang rust ruby php perl openjdk eclipse-temurin amazoncorretto "

// rootBase says whether an image is known to run as root when it says nothing else.
func rootBase(i imageRef) bool {
	_, system := systems()[i.name]
	return system || i.name == scratch || strings.Contains(rootLanguages, " "+i.name+" ")
}

func workdirRelative(r *reader) []spot {
	var found []spot
	for i := range r.file.Stages {
		at := r.startOf(i)
		for _, in := range r.file.Stages[i].Instructions {
			c, ok := in.Command.(*instructions.WorkdirCommand)
			if !ok {
				continue
			}
			if _, known := at.resolve(c.Path); !known && !strings.Contains(c.Path, "$") {
				found = append(found, spot{
					in, c.Path + " is relative, and no WORKDIR before it says to what",
					"Where it lies depends on the base image, and may change with it.",
					"Write the whole path, such as WORKDIR /" + c.Path + ".",
				})
			}
			if full, known := at.resolve(c.Path); known {
				at.workdir = full
			} else {
				at.workdir = "/" + c.Path // said once
			}
		}
	}
	return found
}

func envOldForm(r *reader) []spot {
	var found []spot
	r.all(func(in *dockerfile.Instruction) {
		if c, ok := in.Command.(*instructions.EnvCommand); ok && c.Env[0].NoDelim {
			found = append(found, spot{
				*in, "ENV is written with a blank in place of =",
				"All the rest of the line is the value, and the form is obsolete.",
				"Write ENV " + c.Env[0].Key + "=" + quoted(c.Env[0].Value) + ".",
			})
		}
	})
	return found
}

func maintainer(r *reader) []spot {
	var found []spot
	r.all(func(in *dockerfile.Instruction) {
		if in.Name == "MAINTAINER" {
			found = append(found, spot{
				*in, "MAINTAINER is obsolete", "Newer tools do not look at it.",
				`Write LABEL org.opencontainers.image.authors="...".`,
			})
		}
	})
	return found
}

func exposeMapping(r *reader) []spot {
	var found []spot
	r.all(func(in *dockerfile.Instruction) {
		c, ok := in.Command.(*instructions.ExposeCommand)
		if !ok {
			return
		}
		for _, p := range c.Ports {
			if strings.Contains(p, ":") {
				_, inside, _ := strings.Cut(p, ":")
				found = append(found, spot{
					*in, p + " maps a port, which EXPOSE cannot do",
					"Which port of the host leads in is decided when the container starts.",
					"Write EXPOSE " + inside + ", and docker run -p " + p + ".",
				})
			}
		}
	})
	return found
}
