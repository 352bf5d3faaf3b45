package explain

import (
	"cmp"
	"slices"
	"strings"
)

// The lessons that findings about Compose files lead to.
const (
	lessonCompose     = "compose"
	lessonEnvironment = "environment-variables"
	lessonMistakes    = "common-mistakes"
	lessonProduction  = "not-the-end"
	lessonDockerfile  = "minimal-dockerfile"
)

// find collects what to look at in the file, by line.
func (f *composeFile) find() []Finding {
	var all []Finding
	all = append(all, f.findTop()...)
	for _, s := range f.services() {
		for _, rule := range []func(composeService) []Finding{
			f.findImage, f.findSecrets, f.findDepends, f.findTest, f.findPorts, f.findCopies, f.findPower, f.findNames, f.findData, f.findEnvFile,
		} {
			all = append(all, rule(s)...)
		}
	}
	all = append(all, f.findAcross()...)
	slices.SortStableFunc(all, func(a, b Finding) int {
		return cmp.Or(a.Line-b.Line, strings.Compare(a.ID, b.ID), strings.Compare(a.What, b.What))
	})
	found, seen := []Finding{}, map[string]bool{}
	for _, x := range all {
		// A key that several services share by an anchor is one place to mend.
		if key := x.ID + itoa(x.Line); !seen[key] {
			seen[key] = true
			found = append(found, x)
		}
	}
	return found
}

// findTop looks at the keys at the left edge, and at those that nobody knows.
func (f *composeFile) findTop() []Finding {
	var all []Finding
	for _, r := range f.roots {
		if p := r.pair("version"); p != nil {
			all = append(all, Finding{
				ID: "compose-version-obsolete", Severity: Advice, Line: p.line, End: p.end,
				What: "The file has a version: " + p.value.said() + ".", Why: "Compose ignores the key and prints a warning at each start.",
				Fix: "Delete the line.", Lesson: lessonCompose,
			})
		}
	}
	for _, k := range f.unknown {
		all = append(all, Finding{
			ID: "compose-unknown-key", Severity: Warning, Line: k.pair.line, End: k.pair.end,
			What: "Compose knows no key " + k.name() + " " + placeName(k.path) + ".", Why: "It refuses the whole file because of it.",
			Fix: "Take the key out. If it is a note for people or for another program, begin its name with x-.", Lesson: lessonCompose,
		})
	}
	return all
}

// findImage looks at the tag of an image that others have built.
func (f *composeFile) findImage(s composeService) []Finding {
	p := s.value.pair("image")
	if p == nil || s.value.get("build") != nil {
		return nil
	}
	image, known := withDefaults(p.value.real().text)
	ref := parseImage(image)
	if !known || ref.digest != "" || image == "" || ref.tag != "" && ref.tag != "latest" {
		return nil
	}
	what := s.name + " takes the image " + shortText(image) + ", without a tag. That means latest."
	if ref.tag != "" {
		what = s.name + " takes the image " + shortText(image) + "."
	}
	return []Finding{{
		ID: "compose-latest-tag", Severity: Warning, Line: p.line, End: p.end, What: what,
		Why:    "latest is another version tomorrow, and another one on the machine of your colleague. What works today may not start then.",
		Fix:    "Name a version: image: " + imageWithout(image) + ":VERSION.",
		Lesson: lessonDockerfile,
	}}
}

func imageWithout(image string) string { return strings.TrimSuffix(image, ":latest") }

// findData looks for a database whose data goes with its container.
func (f *composeFile) findData(s composeService) []Finding {
	image := parseImage(s.value.scalar("image")).official()
	folder := map[string]string{
		"postgres": "/var/lib/postgresql", "mysql": "/var/lib/mysql", "mariadb": "/var/lib/mysql", "mongo": "/data/db",
	}[image]
	if folder == "" || s.value.get("volumes") != nil || s.value.get("tmpfs") != nil || s.value.get("extends") != nil || s.value.get("volumes_from") != nil {
		return nil
	}
	if image == "postgres" {
		folder += " (before version 18: /var/lib/postgresql/data)"
	}
	p := s.value.pair("image")
	return []Finding{{
		ID: "compose-data-without-volume", Severity: Advice, Line: p.line, End: p.end,
		What: "The database " + s.name + " mounts no volume.", Why: "After docker compose down, the next start begins with an empty database.",
		Fix: "Declare a volume, and mount it at " + folder + ".", Lesson: lessonCompose,
	}}
}

func (f *composeFile) findEnvFile(s composeService) []Finding {
	v := s.value.get("env_file")
	if v == nil {
		return nil
	}
	for _, e := range v.entries() {
		path, line := e.real().text, e.line
		if e.real().kind == yamlMap {
			path = e.scalar("path")
		}
		if strings.TrimPrefix(path, "./") != ".env" {
			continue
		}
		return []Finding{{
			ID: "compose-env-file", Severity: Advice, Line: line, End: line,
			What:   s.name + " gets every variable of .env.",
			Why:    "Compose reads .env anyway, to fill in ${NAME} in this file. With env_file, also those variables reach the container that are for other services, such as their passwords.",
			Fix:    "Pass on under environment: what " + s.name + " needs, or give it a file of its own.",
			Lesson: lessonEnvironment,
		}}
	}
	return nil
}
