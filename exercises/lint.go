package exercises

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"tutor/internal/schema"
)

// The longest titles that fit a narrow terminal, in characters.
const (
	maxTitle      = 60
	maxCheckTitle = 44
)

// linter looks for mistakes in a decoded exercise.
type linter struct {
	ex       *Exercise
	root     place
	dir      string // name of the exercise's folder
	problems Problems
}

func (l *linter) run() {
	l.identity()
	l.folders()
	l.checks()
	l.mutants()
}

func (l *linter) add(at place, rule, format string, args ...any) {
	l.problems = append(l.problems, at.problem(rule, format, args...))
}

func (l *linter) identity() {
	ex := l.ex
	switch id := l.root.key("id"); {
	case !schema.IsKebab(ex.ID):
		l.add(id, "id-form", "id %q is not kebab-case (write small letters, digits and single dashes)", ex.ID)
	case ex.ID != l.dir:
		l.add(id, "id-folder", "id %q is not the name of the folder, %q (make them equal)", ex.ID, l.dir)
	}
	if ex.Number < 1 {
		l.add(l.root.key("number"), "number-range", "number must be 1 or more (it is what a learner may type instead of the id)")
	}
	if ex.Minutes < 0 {
		l.add(l.root.key("minutes"), "minutes-range", "minutes must not be negative (say how long a learner needs)")
	}
	l.text("title", ex.Title, "a few words for the list of exercises")
	l.short(l.root.key("title"), ex.Title, maxTitle)
	l.text("lesson", ex.Lesson, "the id of the lesson that it practises")
	if strings.TrimSpace(ex.Task) == "" {
		l.problems = append(l.problems, Problem{
			File:    path.Join(path.Dir(l.root.file), taskFile),
			Rule:    "task-missing",
			Message: "the task is missing or empty (write Markdown that tells the learner what to do)",
		})
	}
}

func (l *linter) text(key, value, what string) {
	if strings.TrimSpace(value) == "" {
		l.add(l.root.key(key), key+"-missing", "%s is missing (write %s)", key, what)
	}
}

func (l *linter) short(at place, title string, most int) {
	if n := utf8.RuneCountInString(title); n > most {
		l.add(at, "title-too-long", "title has %d characters (shorten it to %d, so that it fits a narrow terminal)", n, most)
	}
}

func (l *linter) folders() {
	for key, name := range map[string]string{"starter": l.ex.Starter, "reference": l.ex.Reference} {
		if name == "" {
			l.add(l.root.key(key), key+"-missing", "%s is missing (write %s: %s)", key, key, key)
		} else if !isFolder(l.ex.FS, name) {
			l.add(l.root.key(key), "folder-missing", "%s: there is no folder %q in the exercise (create it, with at least one file)", key, name)
		}
	}
}

func isFolder(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.IsDir()
}

func (l *linter) checks() {
	at := l.root.key("checks")
	if len(l.ex.Checks) == 0 {
		l.add(at, "no-checks", "there are no checks (add at least one)")
		return
	}
	seen := map[string]bool{}
	for i := range l.ex.Checks {
		c := &l.ex.Checks[i]
		l.check(c, at.item(i))
		if seen[c.ID] {
			l.add(at.item(i).key("id"), "duplicate-id", "id %q is taken by another check (choose another)", c.ID)
		}
		seen[c.ID] = true
	}
	if !slices.ContainsFunc(l.ex.Checks, func(c Check) bool { return c.Required() }) {
		l.add(at, "no-required-check", "every check is advice, so nothing can fail (leave advice out of at least one)")
	}
	l.cycles(at)
}

func (l *linter) check(c *Check, at place) {
	if !schema.IsKebab(c.ID) {
		l.add(at.key("id"), "id-form", "id %q is not kebab-case (write small letters, digits and single dashes)", c.ID)
	}
	if strings.TrimSpace(c.Title) == "" {
		l.add(at.key("title"), "title-missing", "title is missing (say what holds when the check passes)")
	}
	l.short(at.key("title"), c.Title, maxCheckTitle)
	if c.Deadline < 0 {
		l.add(at.key("deadline"), "deadline-range", "deadline must not be negative (leave it out for the kind's own)")
	}
	if c.Points < 0 {
		l.add(at.key("points"), "points-range", "points must not be negative (write 0 or more)")
	}
	for i, need := range c.Needs {
		if _, ok := l.ex.Check(need); !ok {
			l.add(at.key("needs").item(i), "unknown-check", "needs names the unknown check %q (%s)", need, didYouMean(need, l.checkIDs()))
		}
	}
	l.hints(c, at)
	l.settings(c, at)
	l.reach(c, at)
}

// reach asks that a check which looks at an image or a container needs the check that makes it.
func (l *linter) reach(c *Check, at place) {
	makers := map[string][]string{
		"start": {"build"}, "env": {"build"}, "stop": {"build"}, "readiness": {"build"}, "image": {"build"}, "health": {"start"},
		"http": {"start", "compose"}, "logs": {"start", "compose"},
	}[c.Kind]
	if len(makers) == 0 || slices.ContainsFunc(l.ex.Checks, func(other Check) bool {
		return slices.Contains(makers, other.Kind) && l.reaches(c, other.ID, map[string]bool{})
	}) {
		return
	}
	l.add(at.key("needs"), "unreachable-need", "a check of the kind %s needs one of the kind %s, directly or by way of others (name it under needs)",
		c.Kind, strings.Join(makers, " or "))
}

func (l *linter) hints(c *Check, at place) {
	for _, cause := range slices.Sorted(maps.Keys(c.Hints)) {
		key := at.key("hints").key(string(cause))
		if known := learnerCauses(); !slices.Contains(known, string(cause)) {
			l.add(key, "unknown-cause", "hints: unknown cause %q (%s)", cause, didYouMean(string(cause), known))
		}
		if n := len(c.Hints[cause]); n != HintTiers {
			l.add(key, "hint-tiers", "hints: %s has %d hints (write %d: a nudge, where to look, how to fix it)", cause, n, HintTiers)
		}
	}
}

// settings places each sentence at the key that it begins with.
func (l *linter) settings(c *Check, at place) {
	if c.Settings == nil {
		return // decoding has said why
	}
	for _, wrong := range c.Settings.lint() {
		key, _, _ := strings.Cut(wrong, " ")
		l.add(at.key("with").key(key), "check-settings", "%s", wrong)
	}
}

func (l *linter) checkIDs() []string {
	var ids []string
	for i := range l.ex.Checks {
		ids = append(ids, l.ex.Checks[i].ID)
	}
	return ids
}

// cycles reports every check that, by way of what it needs, needs itself.
func (l *linter) cycles(at place) {
	for i := range l.ex.Checks {
		c := &l.ex.Checks[i]
		if l.reaches(c, c.ID, map[string]bool{}) {
			l.add(at.item(i).key("needs"), "needs-circle", "check %q needs itself, by way of other checks or directly (break the circle)", c.ID)
		}
	}
}

func (l *linter) reaches(from *Check, id string, seen map[string]bool) bool {
	for _, need := range from.Needs {
		if need == id {
			return true
		}
		next, ok := l.ex.Check(need)
		if ok && !seen[need] {
			seen[need] = true
			if l.reaches(next, id, seen) {
				return true
			}
		}
	}
	return false
}
