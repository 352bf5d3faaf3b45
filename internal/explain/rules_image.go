package explain

import (
	"strings"

	"tutor/internal/dockerfile"
)

// imageRules are about FROM and stages.
func imageRules() []rule {
	return []rule{
		{"base-latest", Warning, "minimal-dockerfile", baseLatest},
		{"base-large", Advice, "common-mistakes", baseLarge},
		{"base-undefined", Warning, "minimal-dockerfile", baseUndefined},
		{"stage-unused", Advice, "minimal-dockerfile", stageUnused},
		{"stage-twice", Warning, "minimal-dockerfile", stageTwice},
		{"stage-casing", Advice, "minimal-dockerfile", stageCasing},
		{"empty-continuation", Warning, "minimal-dockerfile", emptyContinuation},
	}
}

// baseLatest finds base images without a version.
func baseLatest(r *reader) []spot {
	var found []spot
	for i := range r.file.Stages {
		s := &r.file.Stages[i]
		base := r.expand(s.Base, nil)
		if s.Parent != dockerfile.NoStage || s.Base == scratch || strings.Contains(base, "$") || !r.stages[i].Used {
			continue
		}
		image := parseImage(base)
		if image.digest != "" || image.tag != "" && image.tag != "latest" {
			continue
		}
		what := base + " has no tag, which means latest"
		if image.tag == "latest" {
			what = base + " is whatever is newest on the day it is built"
		}
		found = append(found, spot{
			s.From, what,
			"The same Dockerfile gives another image tomorrow, and nobody can say what changed.",
			"Name a version, as in " + strings.TrimSuffix(base, ":latest") + ":" + exampleTag(image.name) + ".",
		})
	}
	return found
}

// exampleTag is a version to write after a known image.
func exampleTag(name string) string {
	tags := map[string]string{
		"python": "3.14-slim", "node": "22-slim", "golang": "1.25", "alpine": "3.22", "debian": "trixie-slim", "ubuntu": "24.04",
		"nginx": "1.29", "redis": "8", "postgres": "18",
	}
	if tag, ok := tags[name]; ok {
		return tag
	}
	return "1.2.3"
}

// baseLarge finds a whole Debian with compilers under the image where a small variant exists.
func baseLarge(r *reader) []spot {
	chain := r.file.Chain()
	s := chain[0]
	base := r.expand(s.Base, nil)
	image := parseImage(base)
	if strings.Contains(base, "$") || !image.full() || image.name == "golang" || image.name == "gcc" || image.name == "swift" {
		return nil
	}
	return []spot{{
		s.From, base + " brings compilers and many tools along, several hundred MB of them",
		"The image takes longer to move and fills disks, and each tool in it can have a weak spot.",
		"Try the small variant, such as " + image.name + ":" + smallTag(image.tag) + ", or build in one stage and copy the result into a small one.",
	}}
}

func smallTag(tag string) string {
	if tag == "" || tag == "latest" {
		return "slim"
	}
	return tag + "-slim"
}

// baseUndefined finds a FROM with an argument that is defined nowhere above.
func baseUndefined(r *reader) []spot {
	var found []spot
	for i := range r.file.Stages {
		s := &r.file.Stages[i]
		for _, name := range variableNames(s.Base) {
			if _, ok := r.args[name]; !ok && predefined(name) == "" {
				found = append(found, spot{
					s.From, "$" + name + " is defined nowhere above this line",
					"The name of the image is then incomplete, and the build stops.",
					"Write ARG " + name + "=... before the first FROM.",
				})
			}
		}
	}
	return found
}

// stageUnused finds stages that nothing takes anything from.
func stageUnused(r *reader) []spot {
	var found []spot
	for i, s := range r.stages {
		if s.Used {
			continue
		}
		found = append(found, spot{
			r.file.Stages[i].From, "Nothing takes anything from the stage " + r.stageName(i),
			"BuildKit leaves it out; readers take it for a part of the image.",
			"Remove it, unless somebody builds it with --target.",
		})
	}
	return found
}

// stageTwice finds two stages of one name.
func stageTwice(r *reader) []spot {
	var found []spot
	seen := map[string]bool{}
	for i := range r.file.Stages {
		name := r.file.Stages[i].Name
		if name != "" && seen[name] {
			found = append(found, spot{
				r.file.Stages[i].From, "A stage above is called " + name + ", too",
				"COPY --from=" + name + " means the last one before it, which is easy to miss.",
				"Give each stage a name of its own.",
			})
		}
		seen[name] = true
	}
	return found
}

// stageCasing finds what BuildKit's checks StageNameCasing and FromAsCasing are about.
// https://docs.docker.com/reference/build-checks/
func stageCasing(r *reader) []spot {
	var found []spot
	for i := range r.file.Stages {
		s := &r.file.Stages[i]
		words := strings.Fields(s.From.Text)
		if len(words) < 3 || s.Name == "" {
			continue
		}
		from, as, name := words[0], words[len(words)-2], words[len(words)-1]
		switch {
		case name != strings.ToLower(name):
			found = append(found, spot{
				s.From, "The name of the stage " + name + " has capital letters",
				"BuildKit takes it in small letters, and warns.",
				"Write " + strings.ToLower(name) + ".",
			})
		case (from == strings.ToUpper(from)) != (as == strings.ToUpper(as)):
			found = append(found, spot{
				s.From, from + " and " + as + " are written differently",
				"BuildKit warns, and the line is harder to read.",
				"Write both in capital letters: FROM and AS.",
			})
		}
	}
	return found
}

// emptyContinuation finds an empty line in the middle of an instruction.
func emptyContinuation(r *reader) []spot {
	var found []spot
	for _, line := range r.file.Gaps {
		line = min(line, len(r.text.lines))
		for line > 1 && strings.TrimSpace(r.text.lines[line-1]) != "" {
			line--
		}
		found = append(found, spot{
			dockerfile.Instruction{Start: line, End: line},
			"An empty line stands in the middle of an instruction",
			"BuildKit warns of it today, and will refuse it one day.",
			"Take the empty line out, or begin it with #.",
		})
	}
	return found
}
