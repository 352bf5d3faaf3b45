package ui

import (
	"bytes"
	"io"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/muesli/termenv"
)

const (
	lightBEL = "\x1b]11;rgb:ffff/ffff/ffff\x07"
	darkST   = "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\"
)

func TestBackgroundFilter(t *testing.T) {
	tests := []struct {
		name  string
		in    []string // one for each read
		out   string
		found string
	}{
		{"keys alone", []string{"jj", "\x1b[A", "é"}, "jj\x1b[Aé", ""},
		{"an answer ended by BEL", []string{lightBEL}, "", "light"},
		{"an answer ended by ST", []string{darkST}, "", "dark"},
		{"an answer between keys", []string{"j" + lightBEL + "k"}, "jk", "light"},
		{"an answer in single bytes", split(darkST), "\x1b", "dark"}, // a lone ESC is a key; it cannot wait
		{"an answer cut after its introducer", []string{"\x1b]", "11;rgb:0/0/0\x07"}, "", "dark"},
		{"an answer cut inside ST", []string{"\x1b]11;rgb:00/00/00\x1b", "\\q"}, "q", "dark"},
		{"two answers", []string{lightBEL + darkST}, "", "light dark"},
		{"ESC alone", []string{"\x1b"}, "\x1b", ""},
		{"ESC, then keys", []string{"\x1b", "j"}, "\x1bj", ""},
		{"alt and a bracket, then keys", []string{"\x1b]x"}, "\x1b]x", ""},
		{"another OSC stays", []string{"\x1b]10;rgb:0/0/0\x07"}, "\x1b]10;rgb:0/0/0\x07", ""},
		{"what is no colour is thrown away", []string{"\x1b]11;nonsense\x07j"}, "j", ""},
		{"an endless answer is let go", []string{"\x1b]11;" + string(bytes.Repeat([]byte("x"), 200))}, "\x1b]11;" + string(bytes.Repeat([]byte("x"), 200)), ""},
		{"a key inside the start of an answer", []string{"\x1b]11;\x03"}, "\x1b]11;\x03", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found := ""
			f := &backgroundFilter{asked: true, found: func(dark bool) {
				found += map[bool]string{true: " dark", false: " light"}[dark]
			}}
			var out []byte
			for _, in := range test.in {
				out = append(out, f.feed([]byte(in))...)
			}
			if string(out) != test.out {
				t.Errorf("let through %q, want %q", out, test.out)
			}
			if found != "" {
				found = found[1:]
			}
			if found != test.found {
				t.Errorf("found %q, want %q", found, test.found)
			}
		})
	}
}

func split(s string) []string {
	var out []string
	for i := range len(s) {
		out = append(out, s[i:i+1])
	}
	return out
}

func FuzzBackgroundFilter(f *testing.F) {
	f.Add([]byte("j"+lightBEL+"k"), 3)
	f.Add([]byte("\x1b]11;\x1b]11;"), 1)
	f.Fuzz(func(t *testing.T, in []byte, at int) {
		whole := &backgroundFilter{}
		out := append(whole.feed(in), whole.release()...)
		if len(out) > len(in) {
			t.Errorf("%q became longer: %q", in, out)
		}
		if !bytes.Contains(in, []byte(backgroundAnswer)) && !bytes.Equal(out, in) {
			t.Errorf("%q was changed to %q", in, out)
		}
		if at >= 0 && at <= len(in) && !bytes.HasSuffix(in[:at], []byte{0x1b}) {
			parts := &backgroundFilter{}
			got := append(bytes.Clone(parts.feed(in[:at])), parts.feed(in[at:])...)
			if got = append(got, parts.release()...); !bytes.Equal(got, out) {
				t.Errorf("%q cut at %d gives %q, whole %q", in, at, got, out)
			}
		}
	})
}

func TestIsDark(t *testing.T) {
	tests := map[string]string{
		"rgb:0/0/0": "dark", "rgb:f/f/f": "light", "rgb:28/2c/34": "dark", "rgb:fdfd/f6f6/e3e3": "light",
		"rgba:0000/0000/0000/ffff": "dark", "rgb:00/00": "none", "#000000": "none", "rgb:zz/00/00": "none", "rgb:12345/0/0": "none",
	}
	for in, want := range tests {
		dark, ok := isDark(in)
		got := "none"
		if ok {
			got = map[bool]string{true: "dark", false: "light"}[dark]
		}
		if got != want {
			t.Errorf("isDark(%q) is %s, want %s", in, got, want)
		}
	}
}

func TestInputHoldsTheStartOfAnAnswerOnlyForAMoment(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the terminal is not asked there")
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = r.Close(), w.Close() }()
	in := wrapInput(r, &backgroundFilter{asked: true, found: func(bool) {}})
	read := func() string {
		t.Helper()
		buf := make([]byte, 256)
		n, err := in.Read(buf)
		if err != nil && err != io.EOF {
			t.Fatal(err)
		}
		return string(buf[:n])
	}
	write := func(s string) {
		t.Helper()
		if _, err := w.WriteString(s); err != nil {
			t.Fatal(err)
		}
	}
	write("\x1b")
	if got := read(); got != "\x1b" {
		t.Errorf("ESC alone is read as %q", got)
	}
	write("\x1b]")
	began := time.Now()
	if got := read(); got != "\x1b]" {
		t.Errorf("alt and a bracket are read as %q", got)
	}
	if took := time.Since(began); took > 3*backgroundWait {
		t.Errorf("they were held for %v", took)
	}
	write("a" + lightBEL + "b")
	if got := read(); got != "ab" {
		t.Errorf("keys around an answer are read as %q", got)
	}
	write("\x1b]11;rgb:ff")
	go func() { _, _ = w.WriteString("/ff/ff\x07z") }()
	if got := read() + "|"; got != "|" && got != "z|" {
		t.Errorf("an answer in two pieces is read as %q", got)
	}
}

func TestALightTerminalGetsTheLightTheme(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.TrueColor, startAt("images-and-containers"))
	dark := d.root.View()
	d.send(backgroundMsg{dark: false})
	light := d.root.View()
	if light == dark {
		t.Fatal("the colours did not change")
	}
	if d.root.styles.theme != ThemeLight {
		t.Error("the theme is not light")
	}
	d.sees("An image is a file system") // rendered again for the new theme
	d.send(backgroundLateMsg{})
	d.send(backgroundMsg{dark: true})
	if d.root.View() != light {
		t.Error("a late answer changed the colours")
	}
}

func TestOnlyTerminalsThatAnswerAreAsked(t *testing.T) {
	for term, want := range map[string]bool{"xterm-256color": true, "tmux-256color": true, "dumb": false, "linux": false, "": false, "screen": false, "screen-256color": false} {
		if answersBackground(term) != want {
			t.Errorf("answersBackground(%q) is %t", term, !want)
		}
	}
}
