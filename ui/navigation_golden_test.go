package ui

import (
	"testing"

	"tutor/internal/progress"
)

// navigationScenes are the popups, and the screens as a jump leaves them.
func navigationScenes(t testing.TB) []scene {
	at := func(id string) []setting { return []setting{withNavigation(t), startAt(id)} }
	return []scene{
		{"home-objectives", []setting{withNavigation(t), halfWay}, func(d *driver) { d.press("esc", "home") }},
		{"home-objective", []setting{withNavigation(t), halfWay}, func(d *driver) { d.press("esc", "end") }},
		{"search-empty", at("words"), func(d *driver) { d.press("/") }},
		{"search-hits", at("words"), func(d *driver) { d.press("/"); d.typeText("canary"); d.press("down") }},
		{"search-none", at("words"), func(d *driver) { d.press("/"); d.typeText("kubernetes") }},
		{"search-jump", at("words"), func(d *driver) { d.press("/"); d.typeText("canary"); d.press("enter") }},
		{"search-code", at("words"), func(d *driver) { d.press("/"); d.typeText("canary"); d.press("enter", "n", "n") }},
		{"glossary", at("run"), func(d *driver) { d.press("g", "down") }},
		{"glossary-find", at("run"), func(d *driver) { d.press("g"); d.typeText("var") }},
		{"contents", at("run"), func(d *driver) { d.press("right", "right", "t") }},
		{"links", at("words"), func(d *driver) { d.press("o", "down", "down", "down", "y") }},
		{"lesson-sidebar", at("run"), func(d *driver) { d.press("right") }},
	}
}

// halfWay is a learner who read a lesson and answered its question.
func halfWay(_ *Options, m *memory) {
	m.done["words"] = true
	m.place = progress.Place{Lesson: "run", Page: 1}
	_ = m.SetAnswer("words", "quiz-the-words", []int{0}, true)
	_ = m.ReviewTerm("port", true)
}
