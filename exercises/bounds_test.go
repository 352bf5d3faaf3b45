package exercises

import (
	"strings"
	"testing"
)

func TestWhatWouldKeepTheParserBusyIsNotParsed(t *testing.T) {
	for name, tt := range map[string]struct{ text, rule string }{
		"brackets": {"id: x\nchecks: " + strings.Repeat("[", 20_000), "too-deep"},
		"braces":   {"checks: " + strings.Repeat("{a: ", 20_000), "too-deep"},
		"dashes":   {strings.Repeat("- ", 20_000), "too-deep"},
		"size":     {"# " + strings.Repeat("x", maxYAML), "too-large"},
		"wide":     {"checks: [" + strings.Repeat("[], ", 2_000) + "]", ""},
		"closers":  {"title: " + strings.Repeat("]", 2_000) + "[", ""},
	} {
		found := checkBounds("x.yaml", []byte(tt.text))
		if tt.rule == "" && len(found) == 0 {
			continue
		}
		if len(found) != 1 || found[0].Rule != tt.rule || !strings.HasSuffix(found[0].Message, ")") {
			t.Errorf("%s: %v", name, found)
		}
		if _, err := Load(folder(tt.text)); err == nil {
			t.Errorf("%s: it is loaded", name)
		}
	}
}
