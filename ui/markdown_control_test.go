package ui

import (
	"regexp"
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"tutor/internal/term"
)

// ownSequences are what a rendered text may hold: colours and the like.
var ownSequences = regexp.MustCompile("\x1b\\[[0-9;:]*m")

// A course writes text; what acts on a terminal is no text, also where Markdown has a name or a number for it.
func TestNoControlOfACourseReachesTheScreen(t *testing.T) {
	nasty := []string{
		"\x1b[2J", "\x1b]52;c;AA==\x07", "\u009b2J", "\x9b2J", "\r\b\x7f", "\u202e\u2066", "\x1bPq\x1b\\", "a\u2028b",
		"&#27;[2J", "&#x1b;]0;x&#7;", "&#x9b;2J", "&#155;2J", "&#8238;", "&#x2028;", "&#13;&#8;", "&NewLine;", "&Tab;", "&lrm;&rlm;",
		"&amp;#27;[2J", "&amp;amp;#27;[2J", "&#38;#27;[2J", "&#2&#27;7;[2J", "&#0000000027;[2J", "&#27[2J", "&#x1B", "&newline;", "&#128;&#159;",
		"&#27;[31m", "\x1b[31m",
	}
	for _, n := range nasty {
		for name, source := range map[string]string{
			"text": "a " + n + " b\n", "heading": "### a " + n + "\n", "code": "`" + n + "`\n", "link": "[a" + n + "](http://x/" + n + ")\n", "address": "<http://x/" + n + ">\n",
			"image": "![a" + n + "](b" + n + ")\n", "list": "- " + n + "\n", "quote": "> " + n + "\n", "block": "```sh\n" + n + "\n```\n", "indented": "    " + n + "\n",
			"table": "| a " + n + " | b |\n|---|---|\n| c | " + n + " |\n", "html": "<b>" + n + "</b>\n\n<div>\n" + n + "\n</div>\n", "info": "```" + n + "\nx\n```\n", "task": "- [ ] " + n + "\n", "title": "[a](b \"" + n + "\")\n",
		} {
			for _, profile := range []termenv.Profile{termenv.Ascii, termenv.TrueColor} {
				for _, line := range renderAll([]string{source}, 60, true, profile)[0] {
					if rest := ownSequences.ReplaceAllString(line, ""); strings.ContainsFunc(rest, term.IsUnsafe) {
						t.Errorf("%s with %q: %q", name, n, line)
					}
				}
			}
		}
	}
	if text := strings.Join(renderAll([]string{"a &#27;[31m b\n"}, 60, true, termenv.Ascii)[0], "\n"); strings.Contains(text, "\x1b") {
		t.Errorf("a course chooses colours where there are none: %q", text)
	}
}
