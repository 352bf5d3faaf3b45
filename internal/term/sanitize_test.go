package term

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSanitize(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "serving on 8000\n", "serving on 8000\n"},
		{"utf-8", "héllo 世界 👍", "héllo 世界 👍"},
		{"csi colour", "\x1b[31mred\x1b[0m", "red"},
		{"csi cursor", "a\x1b[2J\x1b[1;1Hb", "ab"},
		{"osc title", "a\x1b]0;evil\ab", "ab"},
		{"osc 8 link", "\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"},
		{"osc 52 clipboard", "a\x1b]52;c;ZXZpbA==\ab", "ab"},
		{"osc never closed hides its line only", "a\x1b]0;hidden\nnext", "a\nnext"},
		{"dcs", "a\x1bPq#0\x1b\\b", "ab"},
		{"apc", "a\x1b_evil\x1b\\b", "ab"},
		{"esc at the end", "a\x1b", "a"},
		{"c1 as a byte", "a\x9b31mb", "a\uFFFD31mb"},
		{"c1 as utf-8", "a\u009b31mb", "a31mb"},
		{"bidi override", "a\u202egpj.exe\u2066b\u200f", "agpj.exeb"},
		{"carriage return shows both", "evil\rgood", "evil\ngood"},
		{"cr lf", "a\r\nb", "a\nb"},
		{"backspace", "evil\b\b\b\bgood", "evilgood"},
		{"bell and nul", "a\a\x00b\x7f", "ab"},
		{"tab", "a\tb\n\tc", "a       b\n        c"},
		{"line separator", "a\u2028b", "ab"},
		{"invalid utf-8", "a\xff\xfeb", "a\uFFFDb"},
	} {
		if got := Sanitize(c.in); got != c.want {
			t.Errorf("%s: Sanitize(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func FuzzSanitize(f *testing.F) {
	for _, s := range []string{"a\x1b[31mb", "\x1b]0;x\a", "\xc2\x9b", "\x9b", "\r\b\t", "\u202e", "\x1b\x1b[", "é\x1b("} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Sanitize(s)
		if !utf8.ValidString(got) {
			t.Fatalf("Sanitize(%q) = %q is not valid UTF-8", s, got)
		}
		if i := strings.IndexFunc(got, func(r rune) bool { return r != '\n' && IsUnsafe(r) }); i >= 0 {
			t.Fatalf("Sanitize(%q) = %q keeps a control at byte %d", s, got, i)
		}
		if again := Sanitize(got); again != got {
			t.Fatalf("Sanitize is not idempotent: %q, then %q", got, again)
		}
	})
}
