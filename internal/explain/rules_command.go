package explain

import (
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"tutor/internal/dockerfile"
	"tutor/internal/script"
)

// commandRules are about RUN.
func commandRules() []rule {
	return []rule{
		{"apt-lists-left", Advice, "common-mistakes", aptListsLeft},
		{"apt-update-alone", Warning, "common-mistakes", aptUpdateAlone},
		{"apt-asks", Warning, "minimal-dockerfile", aptAsks},
		{"pip-cache-left", Advice, "minimal-dockerfile", pipCacheLeft},
		{"apk-cache-left", Advice, "common-mistakes", apkCacheLeft},
		{"cd-is-lost", Warning, "minimal-dockerfile", cdIsLost},
		{"export-is-lost", Warning, "environment-variables", exportIsLost},
		{"sudo", Advice, "minimal-dockerfile", sudo},
	}
}

// inRun reports RUN instructions in the stages that become the image.
func inRun(r *reader, test func(in *dockerfile.Instruction, commands []script.Command) (spot, bool)) []spot {
	var found []spot
	r.image(func(in *dockerfile.Instruction) {
		if commands := r.commands(in); len(commands) > 0 {
			if s, ok := test(in, commands); ok {
				s.at = *in
				found = append(found, s)
			}
		}
	})
	return found
}

func isApt(c script.Command, what string) bool { return c.Does("apt-get", what) || c.Does("apt", what) }

// cached says whether a RUN keeps a folder out of the image with a mount.
func cached(in *dockerfile.Instruction, folder string) bool {
	c, ok := in.Command.(*instructions.RunCommand)
	if !ok {
		return false
	}
	all, _ := mounts(c) // one that cannot be read counts for nothing
	return slices.ContainsFunc(all, func(m *instructions.Mount) bool {
		return strings.HasPrefix(m.Target, folder) && (m.Type == instructions.MountTypeCache || m.Type == instructions.MountTypeTmpfs)
	})
}

func aptListsLeft(r *reader) []spot {
	return inRun(r, func(in *dockerfile.Instruction, commands []script.Command) (spot, bool) {
		updates := slices.ContainsFunc(commands, func(c script.Command) bool { return isApt(c, "update") })
		removes := slices.ContainsFunc(commands, func(c script.Command) bool {
			return c[0] == "rm" && strings.Contains(strings.Join(c, " "), "/var/lib/apt")
		})
		return spot{
			what: "apt-get update leaves its lists of packages in the layer",
			why:  "They make the image some 20 to 40 MB larger, and nothing uses them.",
			fix:  "End the same RUN with && rm -rf /var/lib/apt/lists/*.",
		}, updates && !removes && !cached(in, "/var/lib/apt")
	})
}

func aptUpdateAlone(r *reader) []spot {
	return inRun(r, func(_ *dockerfile.Instruction, commands []script.Command) (spot, bool) {
		updates := slices.ContainsFunc(commands, func(c script.Command) bool { return isApt(c, "update") })
		uses := slices.ContainsFunc(commands, func(c script.Command) bool {
			return isApt(c, "install") || isApt(c, "upgrade") || isApt(c, "dist-upgrade") || isApt(c, "full-upgrade") || isApt(c, "build-dep") || !known(c[0])
		})
		return spot{
			what: "apt-get update stands in a RUN of its own",
			why:  "Docker caches this layer. A later install then works with old lists, and fails once a package has moved on.",
			fix:  "Put update and install into one RUN, joined by &&.",
		}, updates && !uses
	})
}

// known are programs that surely install nothing.
func known(program string) bool {
	return slices.Contains([]string{"apt-get", "apt", "rm", "echo", "true", "set", "cd", "mkdir", "sed", "cat"}, program)
}

func aptAsks(r *reader) []spot {
	return inRun(r, func(_ *dockerfile.Instruction, commands []script.Command) (spot, bool) {
		asks := slices.ContainsFunc(commands, func(c script.Command) bool {
			return isApt(c, "install") && !c.Has("-y", "--yes", "--assume-yes", "-qq", "--download-only", "-d")
		})
		// In a pipe, as in yes | apt-get install, somebody else answers.
		answered := slices.ContainsFunc(commands, func(c script.Command) bool { return c[0] == "yes" || c[0] == "printf" })
		return spot{
			what: "apt-get install asks whether to go on, and nobody can answer",
			why:  "The build stops there.",
			fix:  "Write apt-get install -y.",
		}, asks && !answered
	})
}

func pipCacheLeft(r *reader) []spot {
	if r.setsVariable("PIP_NO_CACHE_DIR") {
		return nil
	}
	return inRun(r, func(in *dockerfile.Instruction, commands []script.Command) (spot, bool) {
		leaves := slices.ContainsFunc(commands, func(c script.Command) bool { return c.Does("pip", "install") && !c.Has("--no-cache-dir") })
		clears := slices.ContainsFunc(commands, func(c script.Command) bool {
			return c.Does("pip", "cache", "purge") || c[0] == "rm" && strings.Contains(strings.Join(c, " "), ".cache")
		})
		return spot{
			what: "pip keeps a copy of what it downloads",
			why:  "The copies make the image larger, and nothing uses them.",
			fix:  "Write pip install --no-cache-dir, or give it a cache with RUN --mount=type=cache,target=/root/.cache/pip.",
		}, leaves && !clears && !cached(in, "/root/.cache")
	})
}

// setsVariable says whether an ENV or ARG that counts for the image sets a variable.
func (r *reader) setsVariable(name string) bool {
	found := false
	r.image(func(in *dockerfile.Instruction) {
		switch c := in.Command.(type) {
		case *instructions.EnvCommand:
			for _, kv := range c.Env {
				found = found || kv.Key == name && kv.Value != "0" && kv.Value != ""
			}
		case *instructions.ArgCommand:
			for _, a := range c.Args {
				found = found || a.Key == name
			}
		}
	})
	return found
}

func apkCacheLeft(r *reader) []spot {
	return inRun(r, func(in *dockerfile.Instruction, commands []script.Command) (spot, bool) {
		leaves := slices.ContainsFunc(commands, func(c script.Command) bool {
			return (c.Does("apk", "add") || c.Does("apk", "update")) && !c.Has("--no-cache")
		})
		clears := slices.ContainsFunc(commands, func(c script.Command) bool {
			return c[0] == "rm" && strings.Contains(strings.Join(c, " "), "/var/cache/apk")
		})
		return spot{
			what: "apk leaves its index of packages in the layer",
			why:  "It makes the image larger, and nothing uses it.",
			fix:  "Write apk add --no-cache.",
		}, leaves && !clears && !cached(in, "/var/cache/apk") && !cached(in, "/etc/apk")
	})
}

// cdIsLost finds a RUN that ends in cd: each RUN begins in the working folder again.
func cdIsLost(r *reader) []spot {
	return inRun(r, func(_ *dockerfile.Instruction, commands []script.Command) (spot, bool) {
		last := commands[len(commands)-1]
		folder := "/app"
		if len(last) > 1 && strings.HasPrefix(last[1], "/") {
			folder = last[1]
		}
		return spot{
			what: "cd is the last command of this RUN, so it changes nothing",
			why:  "Each RUN begins in the working folder again.",
			fix:  "Write WORKDIR " + folder + ".",
		}, last[0] == "cd"
	})
}

func exportIsLost(r *reader) []spot {
	return inRun(r, func(_ *dockerfile.Instruction, commands []script.Command) (spot, bool) {
		last := commands[len(commands)-1]
		return spot{
			what: "export is the last command of this RUN, so the variable is gone afterwards",
			why:  "Each RUN is a shell of its own, and the container has another one.",
			fix:  "Write ENV, or ARG when only the build needs it.",
		}, last[0] == "export"
	})
}

func sudo(r *reader) []spot {
	var found []spot
	r.image(func(in *dockerfile.Instruction) {
		c, ok := in.Command.(*instructions.RunCommand)
		if ok && strings.HasPrefix(strings.TrimSpace(strings.Join(c.CmdLine, " ")), "sudo ") {
			found = append(found, spot{
				*in, "sudo is used in a build",
				"RUN is root already, unless USER says otherwise, and many images have no sudo.",
				"Leave sudo out; put the line above USER when it needs root.",
			})
		}
	})
	return found
}
