package rubric

import (
	"slices"
	"strings"
	"testing"
)

// marked lists the words of a text that a property holds for.
func marked(text string, is func(token) bool) string {
	var found []string
	for _, s := range sentences([]string{text}) {
		for _, t := range s.tokens {
			if !t.mark && is(t) {
				found = append(found, t.text)
			}
		}
	}
	return strings.Join(found, " ")
}

func TestNegationHasAScope(t *testing.T) {
	for text, want := range map[string]string{
		"Docker does not restart it.":                    "restart it",
		"Docker doesn’t restart it, so somebody has to.": "restart it",
		"It cant know": "know",
		"Without a health check, nobody notices.":               "a health check notices",
		"Nobody can do without logs.":                           "can do without",
		"You can not do without logs.":                          "do without",
		"It does not answer and is replaced.":                   "answer",
		"It is not only alive, it works.":                       "",
		"It is not enough to have logs.":                        "",
		"No matter what happens, it logs.":                      "",
		"Up does not mean that it works.":                       "mean that it works",
		"It cannot know if the app works.":                      "know",
		"It does not need logs, limits or checks, but it runs.": "need logs limits or checks",
	} {
		if got := marked(text, func(t token) bool { return t.negated }); got != want {
			t.Errorf("%q: negated %q, want %q", text, got, want)
		}
	}
}

func TestDismissal(t *testing.T) {
	for text, dismissed := range map[string]bool{
		"It does not need logs.":                                true,
		"Logs are not necessary.":                               true,
		"You do not have to keep logs.":                         true,
		"There is no need for logs.":                            true,
		"Logs are optional.":                                    true,
		"Logs are useless here.":                                true,
		"You can forget logs.":                                  true,
		"Containers remove the need for logs.":                  true,
		"Add logs to find errors, but these are unnecessary.":   true,
		"Logs find errors. They are optional.":                  true,
		"Without needing logs it runs.":                         true,
		"Logs are not optional.":                                false,
		"It is impossible to do without logs.":                  false,
		"You cannot do without logs.":                           false,
		"You need logs.":                                        false,
		"You do not only need a container, you need logs.":      false,
		"Without logs nobody knows what happened.":              false,
		"Without logs each of us would have to ask.":            false,
		"Logs tell it without me having to ask.":                false,
		"A container does not give you logs.":                   false,
		"With logs nobody needs to look at it by hand.":         false,
		"The container need not be known, but logs are needed.": false,
	} {
		words := strings.Fields(marked(text, func(t token) bool { return t.dismissed }))
		if got := slices.Contains(words, "logs"); got != dismissed {
			t.Errorf("%q: dismissed %v, want %v (%v)", text, got, dismissed, words)
		}
	}
}

func TestBareLists(t *testing.T) {
	for text, listed := range map[string]bool{
		"We need limits, logs and restarts.":                           true,
		"There are health checks, logs, resource limits, proxies":      true,
		"It is the end because limits, because logs, because restarts": true,
		"Logs": true,
		"Limits protect others, and logs tell why.":                        false,
		"Logs tell what happened.":                                         false,
		"Restarts, because it dies; and logs, because I am blind without.": false,
	} {
		words := strings.Fields(marked(text, func(t token) bool { return t.listed }))
		if got := slices.Contains(words, "logs"); got != listed {
			t.Errorf("%q: listed %v, want %v (%v)", text, got, listed, words)
		}
	}
}
