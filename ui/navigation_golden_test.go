package ui

import (
	"testing"

	"github.com/muesli/termenv"

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

func TestNavigationGoldens(t *testing.T) {
	profiles := map[string]termenv.Profile{"plain": termenv.Ascii, "colour": termenv.TrueColor}
	for _, sc := range navigationScenes(t) {
		for _, size := range [][2]int{{60, 15}, {80, 24}, {120, 40}} {
			for kind, profile := range profiles {
				name := sc.name + "-" + sizeName(size[0], size[1]) + "-" + kind
				t.Run(name, func(t *testing.T) {
					d := newDriver(t, size[0], size[1], profile, sc.settings...)
					sc.play(d)
					d.fits(name)
					golden(t, name, d.root.View())
				})
			}
		}
	}
}

func TestNavigationFillsEverySize(t *testing.T) {
	for _, sc := range navigationScenes(t) {
		for _, profile := range []termenv.Profile{termenv.Ascii, termenv.ANSI256} {
			d := newDriver(t, 100, 30, profile, sc.settings...)
			sc.play(d)
			for _, size := range [][2]int{{200, 60}, {120, 40}, {110, 30}, {109, 30}, {90, 20}, {60, 15}, {45, 50}, {40, 12}, {30, 8}, {10, 3}} {
				d.send(sizeMsg(size))
				d.fits(sc.name)
			}
		}
	}
}
