package lessons

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Verdict says in words how an answer was.
func (q Question) Verdict(choice []int) string {
	switch {
	case q.Correct(choice) && q.Multiple():
		return "Right: these and no others."
	case q.Correct(choice):
		return "Right."
	}
	right := q.rightOptions()
	verb := "is"
	if len(right) > 1 {
		verb = "are"
	}
	return fmt.Sprintf("Not right. You chose %s; right %s %s.", numbers(choice), verb, numbers(right))
}

// numbers names indexes as they are shown, from 1.
func numbers(indexes []int) string {
	names := make([]string, len(indexes))
	for i, n := range indexes {
		names[i] = strconv.Itoa(n + 1)
	}
	return listed(names)
}

// listed joins names as in a sentence.
func listed(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

// Place names the lines of a step, as in "line 3".
func (s Step) Place() string {
	if s.First == s.Last {
		return fmt.Sprintf("line %d", s.First+1)
	}
	return fmt.Sprintf("lines %d to %d", s.First+1, s.Last+1)
}

// Mistakes names the lines to find.
func (s Spot) Mistakes() string {
	var places []string
	for _, step := range s.Steps {
		if step.Mistake {
			places = append(places, step.Place())
		}
	}
	return listed(places)
}

// Verdict says in words how an answer, the index of a step, was.
func (s Spot) Verdict(choice int) string {
	if s.Correct(choice) {
		return "Right: the mistake is in " + s.Steps[choice].Place() + "."
	}
	return "Not right. You chose " + s.Steps[choice].Place() + "; the mistake is in " + s.Mistakes() + "."
}

// Order is that of the explanations after an answer: the learner's choice, then the mistake, then what is left.
func (s Spot) Order(choice int) []int {
	order := []int{choice}
	for _, mistake := range []bool{true, false} {
		for i, step := range s.Steps {
			if i != choice && step.Mistake == mistake {
				order = append(order, i)
			}
		}
	}
	return order
}

// Role names an instruction, and says when it is the mistake.
func (s Spot) Role(i int) string {
	text := s.Steps[i].Place()
	text = strings.ToUpper(text[:1]) + text[1:]
	if s.Steps[i].Mistake {
		text += ", the mistake"
	}
	return text
}

// Agreement is what came of the expected output of a command.
type Agreement struct {
	Expected []string // lines
	Found    []bool   // for each of them, whether it has come
	Whole    bool     // what came is what was expected, all of it and nothing else
}

// Complete says whether every expected line has come.
func (a Agreement) Complete() bool { return !slices.Contains(a.Found, false) }

// Count is how many of the expected lines have come, in words.
func (a Agreement) Count() string {
	n, all := 0, 0
	for i, found := range a.Found {
		if a.Expected[i] == anyLines {
			continue
		}
		all++
		if found {
			n++
		}
	}
	return fmt.Sprintf("%d of %d expected lines came", n, all)
}

// Text compares what was printed with what was expected, in words; empty where nothing was. A command that failed is
// not as expected.
func (a Agreement) Text(failed bool) string {
	switch {
	case a.Expected == nil:
		return ""
	case a.Whole:
		return "as expected"
	case !a.Complete():
		return "differs: " + a.Count()
	case !failed:
		return "as expected, among other lines"
	}
	return a.Count()
}
