package explain

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"tutor/internal/dockerfile"
)

// fileRules are about COPY and ADD.
func fileRules() []rule {
	return []rule{
		{"source-before-dependencies", Advice, "minimal-dockerfile", sourceFirst},
		{"no-dockerignore", Advice, "common-mistakes", noDockerignore},
		{"secret-copied", Warning, "common-mistakes", secretCopied},
		{"add-for-copy", Advice, "minimal-dockerfile", addForCopy},
		{"add-unchecked", Advice, "common-mistakes", addUnchecked},
		{"chown-doubles", Advice, "common-mistakes", chownDoubles},
	}
}

func sourceFirst(r *reader) []spot {
	b := dockerfile.SourceBeforeDependencies(r.file)
	if b == nil {
		return nil
	}
	return []spot{{
		b.At, "The whole source is copied before the dependencies are installed",
		"Each change of a line of code installs all dependencies again.",
		"Copy the list of dependencies first, install, and copy the rest after that.",
	}}
}

func noDockerignore(r *reader) []spot {
	if !r.around.Known || r.around.Ignore {
		return nil
	}
	var found []spot
	r.all(func(in *dockerfile.Instruction) {
		if len(found) == 0 && copiesAll(in) {
			found = append(found, spot{
				*in, "The whole folder is copied, and there is no .dockerignore beside it",
				".git, virtual environments and files with secrets get into the image, too.",
				"Write a .dockerignore with .git, .venv, node_modules, __pycache__ and .env in it.",
			})
		}
	})
	return found
}

func copiesAll(in *dockerfile.Instruction) bool {
	return slices.ContainsFunc(contextSources(in), isContext)
}

// contextSources are the sources of a COPY or ADD that come from the project folder.
func contextSources(in *dockerfile.Instruction) []string {
	switch c := in.Command.(type) {
	case *instructions.CopyCommand:
		if c.From == "" {
			return c.SourcePaths
		}
	case *instructions.AddCommand:
		return c.SourcePaths
	}
	return nil
}

// secretFile is a file that holds secrets, by its name.
var secretFile = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\.env(\.(local|prod|production))?|\.npmrc|\.netrc|\.pypirc|id_(rsa|dsa|ecdsa|ed25519)|.*\.pem|.*\.p12|.*_rsa|credentials(\.json)?|secrets?\.(ya?ml|json|toml|env))$`)
})

func secretCopied(r *reader) []spot {
	var found []spot
	r.all(func(in *dockerfile.Instruction) {
		for _, p := range contextSources(in) {
			if secretFile().MatchString(strings.ToLower(path.Base(p))) {
				found = append(found, spot{
					*in, p + " looks like a file with secrets",
					"Everybody who gets the image can read it, also when a later line deletes it.",
					"Leave it out and name it in .dockerignore; for the build use RUN --mount=type=secret, for the container -e or a secret.",
				})
			}
		}
	})
	return found
}

func addForCopy(r *reader) []spot {
	var found []spot
	r.all(func(in *dockerfile.Instruction) {
		c, ok := in.Command.(*instructions.AddCommand)
		if !ok || c.Unpack != nil || len(c.SourcePaths) == 0 || slices.ContainsFunc(c.SourcePaths, func(p string) bool {
			return isGit(p) || isURL(p) || isArchive(p) || strings.ContainsAny(p, "*?[$") || !looksPlain(p)
		}) {
			return
		}
		found = append(found, spot{
			*in, "ADD is used where COPY would do",
			"ADD also unpacks archives and downloads addresses, so a reader has to check what this line does.",
			"Write COPY.",
		})
	})
	return found
}

// looksPlain says whether a source is surely no archive: those have an ending, and not all are known here.
func looksPlain(p string) bool {
	ext := strings.ToLower(path.Ext(p))
	return isContext(p) || strings.HasSuffix(p, "/") || slices.Contains([]string{
		".py", ".txt", ".js", ".ts", ".json", ".sh", ".go", ".toml", ".yml", ".yaml", ".conf", ".cfg", ".ini", ".md", ".html", ".css", ".lock", ".mod", ".sum", ".rb", ".java", ".c", ".rs",
	}, ext)
}

func addUnchecked(r *reader) []spot {
	var found []spot
	r.all(func(in *dockerfile.Instruction) {
		c, ok := in.Command.(*instructions.AddCommand)
		if !ok || c.Checksum != "" {
			return
		}
		for _, p := range c.SourcePaths {
			if isURL(p) && !isGit(p) {
				found = append(found, spot{
					*in, "Nothing checks what is downloaded from " + p,
					"When the file there changes, the image does, too, and nobody notices.",
					"Add --checksum=sha256:... with the checksum of the file you mean.",
				})
				return
			}
		}
	})
	return found
}

// chownDoubles finds a RUN chown -R of files that a COPY just brought: the layer holds them a second time.
func chownDoubles(r *reader) []spot {
	var found []spot
	copied := false
	r.image(func(in *dockerfile.Instruction) {
		if in.Name == "COPY" || in.Name == "ADD" {
			copied = true
		}
		for _, c := range r.commands(in) {
			if copied && len(c) > 0 && (c[0] == "chown" || c[0] == "chmod") && c.Has("-R", "--recursive") {
				option := "--" + c[0]
				found = append(found, spot{
					*in, c[0] + " -R changes files that an earlier layer holds",
					"Each file that it touches is stored in the image a second time.",
					"Copy them with COPY " + option + "=... in the first place.",
				})
				return
			}
		}
	})
	return found
}
