package exercises

import (
	"io/fs"
	"path"
	"slices"

	"tutor/internal/schema"
)

// MutantsDir is the folder, inside an exercise's, that holds one folder per mutant.
const MutantsDir = "mutants"

func (l *linter) mutants() {
	at := l.root.key("mutants")
	seen := map[string]bool{}
	for i, m := range l.ex.Mutants {
		l.mutant(m, at.item(i))
		if seen[m.Name] {
			l.add(at.item(i).key("name"), "duplicate-id", "mutant %q is named twice (choose another name)", m.Name)
		}
		seen[m.Name] = true
	}
	l.strays(seen)
}

func (l *linter) mutant(m Mutant, at place) {
	switch {
	case !schema.IsKebab(m.Name):
		l.add(at.key("name"), "id-form", "name %q is not kebab-case (write small letters, digits and single dashes)", m.Name)
	case len(m.Remove) == 0 && !isFolder(l.ex.FS, path.Join(MutantsDir, m.Name)):
		l.add(at.key("name"), "folder-missing", "there is no folder %s/%s (create it with the files that differ, or use remove)", MutantsDir, m.Name)
	}
	if c, ok := l.ex.Check(m.Check); !ok {
		l.add(at.key("check"), "unknown-check", "check names the unknown check %q (%s)", m.Check, didYouMean(m.Check, l.checkIDs()))
	} else if !c.Required() {
		l.add(at.key("check"), "mutant-of-advice", "check %q is advice and never fails the exercise (name a required check)", m.Check)
	}
	l.mutantCause(m, at)
	for i, name := range m.Remove {
		if !exists(l.ex.FS, path.Join(l.ex.Reference, name)) {
			l.add(at.key("remove").item(i), "unknown-file", "remove: the reference has no file %q (name one that it has)", name)
		}
	}
}

func (l *linter) mutantCause(m Mutant, at place) {
	known := learnerCauses()
	switch {
	case m.Cause.Infra():
		l.add(at.key("cause"), "mutant-cause", "cause %q is never the learner's fault (name a cause of the build, start or http group)", m.Cause)
	case !slices.Contains(known, string(m.Cause)):
		l.add(at.key("cause"), "unknown-cause", "unknown cause %q (%s)", m.Cause, didYouMean(string(m.Cause), known))
	}
}

// strays reports folders under mutants/ that no mutant names: they would never be tried.
func (l *linter) strays(named map[string]bool) {
	entries, _ := fs.ReadDir(l.ex.FS, MutantsDir) // no folder: no strays
	for _, entry := range entries {
		if !named[entry.Name()] {
			l.add(l.root.key("mutants"), "stray-mutant", "%s/%s is not listed under mutants (add it, or remove it)", MutantsDir, entry.Name())
		}
	}
}
