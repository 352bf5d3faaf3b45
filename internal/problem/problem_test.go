package problem

import "testing"

func TestErrorGivesThePlace(t *testing.T) {
	whole := Problem{File: "b.md", Message: "whole"}
	list := List{{File: "b.md", Line: 2, Col: 1, Message: "late"}, {File: "b.md", Line: 1, Col: 9, Message: "right"}, {File: "b.md", Line: 1, Col: 2, Message: "left"}, {File: "a.md", Line: 7, Col: 1, Message: "first"}, whole}
	const want = "a.md:7:1: first\nb.md: whole\nb.md:1:2: left\nb.md:1:9: right\nb.md:2:1: late"
	if got := list.Sorted().Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
