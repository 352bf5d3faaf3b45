package ui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// longestTrail is how many places back are remembered.
const longestTrail = 200

// trail is the places the learner was at, as a browser keeps them. A page turned is a place.
type trail struct {
	now           target
	back, forward []target // the last one is the nearest
}

// at says where the learner is now. A new place goes on from the one before and ends what was forward.
func (t *trail) at(now target) {
	if t.now.kind != nowhere && !t.now.same(now) {
		t.back = append(t.back, t.now)
		if len(t.back) > longestTrail {
			t.back = append(t.back[:0], t.back[1:]...)
		}
		t.forward = t.forward[:0]
	}
	t.now = now
}

// goBack returns the place before, if there is one.
func (t *trail) goBack() (target, bool) { return t.step(&t.back, &t.forward) }

// goForward returns the place that goBack left, if there is one.
func (t *trail) goForward() (target, bool) { return t.step(&t.forward, &t.back) }

func (t *trail) step(from, to *[]target) (target, bool) {
	last := len(*from) - 1
	if last < 0 {
		return target{}, false
	}
	*to = append(*to, t.now)
	t.now = (*from)[last]
	*from = (*from)[:last]
	return t.now, true
}

// same says whether both are one place, whatever of it is seen.
func (t target) same(o target) bool {
	return t.kind == o.kind && t.id == o.id && (t.page == o.page || t.kind != toLesson)
}

// placed is a screen that knows more about where the learner is than how they came.
type placed interface {
	// place is false while the screen does not know yet.
	place() (target, bool)
}

// stepTrail goes back or forward; false when the key is for neither, or there is nowhere to go.
func (r *root) stepTrail(msg tea.KeyMsg) (went bool) {
	var to target
	switch k := r.globalNow(); {
	case key.Matches(msg, k.Back):
		to, went = r.trail.goBack()
	case key.Matches(msg, k.Forward):
		to, went = r.trail.goForward()
	}
	if went {
		r.goTo = to
	}
	return went
}

// globalNow is the global keys with those off that can do nothing now.
func (r *root) globalNow() globalKeys {
	k := r.global
	k.Back.SetEnabled(len(r.trail.back) > 0)
	k.Forward.SetEnabled(len(r.trail.forward) > 0)
	k.Running.SetEnabled(r.commands.latest() != nil && !r.showsRuns())
	return k
}

// note remembers where the learner is.
func (r *root) note() {
	now := r.at
	if p, ok := r.now.(placed); ok {
		if now, ok = p.place(); !ok {
			return
		}
	}
	r.trail.at(now)
}
