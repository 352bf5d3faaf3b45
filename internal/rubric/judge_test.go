package rubric

import (
	"fmt"
	"strings"
	"testing"
)

var sample = Rubric{
	MinWords: 8, AtLeast: 1,
	Words: map[string][]string{"stuck": {"hang", "hung", "not answer"}},
	Criteria: []Criterion{
		{ID: "hangs", Title: "what a process may do", Missing: "What can a process do?", Any: []string{"process but|while ~<stuck>"}, Maybe: []string{"asleep"}},
		{ID: "logs", Title: "logs", Missing: "How is it known?", Optional: true, Topic: []string{"log", "logs"}, Any: []string{"log|logs find|know error|wrong (8)"}},
	},
	Misconceptions: []Misconception{
		{ID: "restarts", Any: []string{"docker restart|restarts unhealthy"}, Unless: []string{"swarm"}, Why: "It does not."},
	},
	Given: []string{"A sentence of the lesson that somebody may copy into the answer."},
}

func TestVerdicts(t *testing.T) {
	const right = "A process lives but it hangs. Logs help to find the error then."
	for _, tt := range []struct {
		text string
		want Verdict
	}{
		{right, Right},
		{"", Empty},
		{"A process hangs.", TooShort},
		{right[:29] + " " + right[:29], TooShort},
		{"A sentence of the lesson that somebody may copy into the answer.", Copied},
		{"process, logs, error, hang, limit, restart, proxy, canary, check, docker", WordList},
		{"A process lives but it hangs. There are limits, logs and restarts.", Incomplete},
		{"A process lives but it hangs. It does not need logs to find errors.", Incomplete},
		{"A process lives but it hangs. Without logs I would not know what is wrong.", Right},
		{"I am asleep or awake. Logs help to find the error then.", Doubtful},
		{"A process lives but it hangs. Logs are what I read slowly and happily each evening.", Doubtful},
		{"A process lives but it hangs. Somebody finds the error in the diary that it keeps.", Doubtful},
		{"A process lives but it hangs. Somebody drinks tea in the garden that they like.", Incomplete},
		{right + " Docker restarts what is unhealthy.", Mistaken},
		{right + " Docker Swarm restarts what is unhealthy.", Right},
		{right + " Docker never restarts what is unhealthy.", Right},
		{right + " Many believe that Docker restarts what is unhealthy.", Right},
		{right + " It is a mistake to think that Docker restarts what is unhealthy.", Right},
		{right + " That Docker restarts what is unhealthy is a myth.", Right},
		{right + " Docker restarts what is unhealthy. That is wrong.", Right},
		{right + " Does Docker restart what is unhealthy? No.", Right},
		{right + " I think that Docker restarts what is unhealthy.", Mistaken},
		{right + " It is not a mistake to think that Docker restarts what is unhealthy.", Mistaken},
		{right + " Docker restarts what is unhealthy. Docker does not restart what is unhealthy.", Doubtful},
	} {
		if got := NewJudge(sample).Judge([]string{tt.text}); got.Verdict != tt.want {
			t.Errorf("%q: %s, want %s (%+v)", tt.text, got.Verdict, tt.want, got)
		}
	}
}

// TestOneDoubtAmongCertainties lets one criterion be only perhaps there when three others certainly are.
func TestOneDoubtAmongCertainties(t *testing.T) {
	r := Rubric{MinWords: 3}
	for _, word := range []string{"logs", "limits", "restarts", "proxy"} {
		r.Criteria = append(r.Criteria, Criterion{ID: word, Any: []string{word}, Maybe: []string{"garden"}})
	}
	for text, want := range map[string]Verdict{
		"It has logs. There are limits. It restarts. It has a proxy.":  Right,
		"It has logs. There are limits. It restarts. It has a garden.": Right,
		"It has logs. There are limits. It rests. It has a garden.":    Doubtful,
		"It has logs. There are limits. It restarts. It has a house.":  Incomplete,
	} {
		if got := NewJudge(r).Judge([]string{text}); got.Verdict != want {
			t.Errorf("%q: %s, want %s (%+v)", text, got.Verdict, want, got)
		}
	}
}

// TestAKnownWordIsNotAnotherMisspelt: "health" is one letter away from "healthy".
func TestAKnownWordIsNotAnotherMisspelt(t *testing.T) {
	r := Rubric{MinWords: 1, Criteria: []Criterion{{ID: "a", Any: []string{"healthy app"}}}}
	if !NewJudge(r).Judge([]string{"A healthi app."}).Findings[0].Found {
		t.Error("a misspelt word is not found")
	}
	r.Criteria = append(r.Criteria, Criterion{ID: "b", Any: []string{"health"}})
	if NewJudge(r).Judge([]string{"The health of an app."}).Findings[0].Found {
		t.Error("health is taken for healthy")
	}
}

func TestQuotesAreTheLearnersWords(t *testing.T) {
	r := NewJudge(sample).Judge([]string{"First. A Process lives, but it HANGS!", "Logs help to find errors, e.g. at night."})
	if got := fmt.Sprintf("%s | %s", r.Findings[0].Quote, r.Findings[1].Quote); got != "A Process lives, but it HANGS! | Logs help to find errors, e.g. at night." {
		t.Errorf("got %s", got)
	}
}

func TestTermsAreFoundInOtherForms(t *testing.T) {
	for _, tt := range []struct {
		term, word string
		want       bool
	}{
		{"restart", "restarted", true},
		{"restart", "restrats", true},
		{"container", "cotnainer", true},
		{"memory", "memmory", true},
		{"log", "loggs", false},
		{"logs", "loggs", true},
		{"diagnos*", "diagnosis", true},
		{"ready", "reads", false},
		{"process", "progress", false},
		{"health", "wealth", false},
		{"limit", "limits", true},
	} {
		term := newTerm(tt.term)
		term.stem = stem(tt.term)
		word := token{text: tt.word, stem: stem(tt.word)}
		if got := term.is(word) || term.nearly(word); got != tt.want {
			t.Errorf("%s is %s: %v", tt.word, tt.term, got)
		}
	}
}

func TestPhrasesAskForNearness(t *testing.T) {
	for _, tt := range []struct {
		phrase, text string
		want         bool
	}{
		{"logs error", "Logs that somebody reads show an error.", true},
		{"logs error (3)", "Logs that somebody reads show an error.", false},
		{"logs error (3)", "Logs show errors.", true},
		{"logs error", "Logs are read. There is an error.", false},
		{"logs error (next)", "Logs are read. There is an error.", true},
		{"load_balancer", "The load of a balancer.", false},
		{"load_balancer", "The load-balancer.", true},
		{"error error", "One error.", false},
		{"error error", "An error and an error.", true},
		{"!need logs", "We do not need it, but logs.", true},
		{"!need logs", "We need logs.", false},
		{"cannot work", "It cannot do its work.", false},
		{"cannot !work", "It cannot do its work.", true},
	} {
		r := Rubric{MinWords: 1, Criteria: []Criterion{{ID: "a", Any: []string{tt.phrase}}}}
		if got := NewJudge(r).Judge([]string{tt.text}).Findings[0].Found; got != tt.want {
			t.Errorf("%q in %q: %v", tt.phrase, tt.text, got)
		}
	}
}

func TestLintSaysWhatToDo(t *testing.T) {
	bad := Rubric{
		AtLeast: 3, Words: map[string][]string{"Bad": {"UP"}, "none": nil},
		Criteria: []Criterion{
			{ID: "A", Any: []string{"<no>", "log (x)", "log (3) more", "", "-a"}, Topic: []string{"Log"}},
			{ID: "b", Title: "b", Missing: "b", Optional: true},
			{ID: "b", Title: "b", Missing: "b", Any: []string{"b"}},
		},
		Misconceptions: []Misconception{{}},
	}
	found := bad.Lint()
	if len(found) < 18 {
		t.Errorf("only %d mistakes: %v", len(found), found)
	}
	for _, m := range found {
		if !strings.HasSuffix(m.Message, ")") || len(m.Path) == 0 {
			t.Errorf("no advice or no place: %+v", m)
		}
	}
	if found := sample.Lint(); len(found) > 0 {
		t.Errorf("a sound rubric has mistakes: %v", found)
	}
}

func FuzzJudge(f *testing.F) {
	for _, seed := range []string{"", ".", "not", "n't", "'s", "A process, but. it hangs", "e.g. x", "- - -", "\xff", "a_b", "no, no, and, or", strings.Repeat("logs ", 300)} {
		f.Add(seed)
	}
	judge := NewJudge(sample)
	f.Fuzz(func(t *testing.T, text string) {
		if r := judge.Judge(strings.Split(text, "\n")); r.Verdict == "" || len(r.Findings) != 2 {
			t.Fatalf("got %+v", r)
		}
	})
}
