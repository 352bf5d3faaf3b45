package exercises

import "slices"

// links reports the lessons, objectives and exercises that the exercise names and the course does not have.
func links(ex *Exercise, root place, known Known, exercises []string) Problems {
	var found Problems
	lessons := known.Lessons
	for i, id := range ex.Objectives {
		if known.Objectives != nil && !slices.Contains(known.Objectives, id) {
			at := root.key("objectives").item(i)
			found = append(found, at.problem("unknown-objective", "course.yaml has no objective %q (%s)", id, idAdvice(id, known.Objectives)))
		}
	}
	others := slices.DeleteFunc(slices.Clone(exercises), func(id string) bool { return id == ex.ID })
	if id := ex.Continues; id != "" && !slices.Contains(others, id) {
		found = append(found, root.key("continues").problem("unknown-exercise", "there is no other exercise %q (%s)", id, idAdvice(id, others)))
	}
	look := func(at place, id string) {
		if id != "" && !slices.Contains(lessons, id) {
			found = append(found, at.problem("unknown-lesson", "there is no lesson %q (%s)", id, idAdvice(id, lessons)))
		}
	}
	look(root.key("lesson"), ex.Lesson)
	for i := range ex.Checks {
		look(root.key("checks").item(i).key("lesson"), ex.Checks[i].Lesson)
	}
	return found
}

// idAdvice is what to write in the place of an unknown id.
func idAdvice(id string, known []string) string {
	if len(known) == 0 {
		return "the course has none; write one"
	}
	return didYouMean(id, known)
}

// LintCauses reports the lessons that causes.yaml names and the course does not have. name is the file as problems
// shall have it.
func LintCauses(name string, lessons []string) Problems {
	root, found := parse(name, causesYAML)
	all, _ := explanations() // a broken file is a build mistake; a test decodes it
	for i, e := range all {
		if e.Lesson != "" && !slices.Contains(lessons, e.Lesson) {
			at := root.item(i).key("lesson")
			found = append(found, at.problem("unknown-lesson", "there is no lesson %q (%s)", e.Lesson, idAdvice(e.Lesson, lessons)))
		}
	}
	return withText(found, causesYAML)
}
