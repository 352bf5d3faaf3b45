package runner

import (
	"fmt"
	"os"
	"strings"
)

// Terminal is what the tutor is shown on.
type Terminal struct{ Width, Height int } // cells; 0 where there is no terminal

// The screens make sense from a size of 30 by 8; with less than this one they are cramped.
const (
	wideEnough = 60
	highEnough = 15
)

// look says what the terminal can show: its size, colours, and letters beyond ASCII.
func (t Terminal) look(f *Finding, m machine) {
	colours, utf8 := coloursOf(os.Getenv), utf8Of(os.Getenv, m.os)
	f.Evidence = fmt.Sprintf("%d by %d, %s, UTF-8", t.Width, t.Height, colours)
	switch {
	case t.Width == 0:
		f.Evidence = "none here: the screens need one, the commands do not"
	case os.Getenv("TERM") == "dumb":
		f.put(StateWarn, "TERM=dumb: it can show no screens, only the commands' text", m.export("TERM=xterm-256color"), "")
	case !utf8:
		f.put(StateWarn, fmt.Sprintf("%d by %d, %s, and the locale does not say UTF-8, so marks and lines may look broken", t.Width, t.Height, colours),
			m.utf8Locale(), "")
	case t.Width < wideEnough || t.Height < highEnough:
		f.put(StateWarn, fmt.Sprintf("%d by %d, which is small", t.Width, t.Height), "",
			"Make the window larger or its letters smaller: 80 by 24 reads well.")
	}
}

// coloursOf says which colours a terminal has, from the environment (no-color.org; terminfo names).
func coloursOf(env func(string) string) string {
	term := env("TERM")
	switch {
	case env("NO_COLOR") != "":
		return "no colours, as NO_COLOR asks for"
	case env("COLORTERM") == "truecolor" || env("COLORTERM") == "24bit" || env("WT_SESSION") != "":
		return "true colours"
	case strings.Contains(term, "256color"):
		return "256 colours"
	case term == "dumb", strings.HasPrefix(term, "vt"):
		return "no colours"
	}
	return "16 colours"
}

// utf8Of says whether the locale has UTF-8 (POSIX.1, 8.2: the first of these that is set counts). On Windows the
// console takes it whatever the locale.
func utf8Of(env func(string) string, system string) bool {
	if system == "windows" {
		return true
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := strings.ToLower(env(name)); value != "" {
			return strings.Contains(value, "utf-8") || strings.Contains(value, "utf8")
		}
	}
	return system == "darwin" // its terminal has UTF-8 without saying so
}

func (m machine) export(setting string) string {
	if m.os == "windows" {
		name, value, _ := strings.Cut(setting, "=")
		return fmt.Sprintf("$Env:%s = %q", name, value)
	}
	return "export " + setting
}

func (m machine) utf8Locale() string {
	if m.os == "darwin" {
		return m.export("LC_ALL=en_US.UTF-8")
	}
	return m.export("LC_ALL=C.UTF-8")
}
