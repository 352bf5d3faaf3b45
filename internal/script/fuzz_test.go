package script

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// FuzzShell: whatever the script, there are parts for it, on one line each, printable and not endless.
func FuzzShell(f *testing.F) {
	for _, c := range shellCases {
		f.Add(c.script)
	}
	for _, seed := range []string{
		"\x1b[31mecho\x07 \u202e hi", "echo '\xff\x00'", "cat <<A <<'B'\nx\nA\ny\nB", "`a \\`b\\``", "${x:-$(y <(z))}", "((i++)); let j=1",
		"select x in a; do b; done", "coproc a { b; }", "function f { g; }; f", "tar", "curl -o", "sh -c", "xargs -I{}", "find -exec", "sed -e", "chmod -x",
		"python -m", "env -u", "set -o", "sudo sudo sudo sudo", "a=(1 2 3) b+=c export d", "[ ]", "[[ ! ( a || b ) ]]", "Get-Item C:\\x | % { $_ }",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, script string) {
		parts := Explain(script)
		if strings.TrimSpace(script) != "" && len(parts) == 0 {
			t.Fatal("no part")
		}
		if len(parts) > maxParts+1 {
			t.Fatalf("%d parts", len(parts))
		}
		for _, p := range append(parts, ExplainExec(strings.Split(script, " "))) {
			checkPart(t, p)
		}
	})
}

func checkPart(t *testing.T, p Part) {
	t.Helper()
	if p.Says == "" {
		t.Errorf("nothing is said about %q", p.Text)
	}
	for _, s := range []string{p.Text, p.Says} {
		if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Errorf("not printable: %q", s)
		}
	}
	if n := utf8.RuneCountInString(p.Text); n > maxText {
		t.Errorf("a text of %d characters", n)
	}
	if n := utf8.RuneCountInString(p.Says); n > maxSays {
		t.Errorf("a sentence of %d characters", n)
	}
	for _, rest := range []string{"%s", "{all", "{1", "{-", "{files", "{packages", "{last", "{but", "{after"} {
		if strings.Contains(p.Says, rest) && !strings.Contains(p.Text, rest[:1]) {
			t.Errorf("a place was not filled: %q", p.Says)
		}
	}
}

// Deep or long scripts end, and say that they were cut.
func TestShellHuge(t *testing.T) {
	n := 100_000
	for name, script := range map[string]string{
		"subshells":     strings.Repeat("(", n) + "a" + strings.Repeat(")", n),
		"substitutions": strings.Repeat("$(", n) + "a" + strings.Repeat(")", n),
		"nested":        strings.Repeat("$(", 300) + "a" + strings.Repeat(")", 300),
		"ifs":           strings.Repeat("if a; then ", 1000) + "b" + strings.Repeat("; fi", 1000),
		"unclosed":      strings.Repeat("((", 500),
		"negations":     "[[ " + strings.Repeat("! ", 3000) + "a ]]",
		"pipes":         strings.Repeat("a |", n) + "b",
		"and":           strings.Repeat("a &&", n) + "b",
		"words":         "echo " + strings.Repeat("x ", n),
		"one word":      "echo " + strings.Repeat("x", n),
		"sudo":          strings.Repeat("sudo ", n) + "x",
		"xargs":         strings.Repeat("env ", n) + "x",
		"tests":         "[ " + strings.Repeat("a -a ", n) + "b ]",
		"sh":            strings.Repeat("sh -c ", n) + "x",
		"binary":        strings.Repeat("\x00\x01\xff\x1b[2J", n),
		"quotes":        strings.Repeat("\"$(", 1000) + strings.Repeat(")\"", 1000),
		"here":          "cat <<E\n" + strings.Repeat("line\n", n) + "E\n",
		"assignments":   strings.Repeat("A=$(b) ", 1000),
		"large":         strings.Repeat("echo hello\n", 100*n),
	} {
		t.Run(name, func(t *testing.T) {
			done := make(chan []Part, 1)
			go func() { done <- Explain(script) }()
			select {
			case parts := <-done:
				if len(parts) == 0 || len(parts) > maxParts+1 {
					t.Fatalf("%d parts", len(parts))
				}
				for _, p := range parts {
					checkPart(t, p)
				}
			case <-time.After(time.Minute):
				t.Fatal("does not end")
			}
		})
	}
}

// The cost of a script grows as its length does: compare the times per line.
func BenchmarkShell(b *testing.B) {
	line := "apt-get update && apt-get install -y --no-install-recommends curl git ca-certificates && rm -rf /var/lib/apt/lists/*\n"
	for _, lines := range []int{1, 10, 100, 1000} {
		b.Run(fmt.Sprintf("%d-lines", lines), func(b *testing.B) {
			script := strings.Repeat(line, lines)
			b.SetBytes(int64(len(script)))
			for b.Loop() {
				Explain(script)
			}
		})
	}
}
