package term

import "testing"

func TestUndrawn(t *testing.T) {
	for in, want := range map[string]string{
		"plain ✓ é": "plain ✓ é", "┌─┐": "+-+", "│ ┃": "| |", "━━━ 50%": "--- 50%", "█▒": "##", "⠋ wait": "* wait",
	} {
		if got := Undrawn(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
	for r := rune(0x2500); r <= 0x28ff; r++ {
		drawn := r <= 0x259f || r >= 0x2800
		if got := Undrawn(string(r)); drawn == (got == string(r)) {
			t.Errorf("%U becomes %q", r, got)
		}
	}
}
