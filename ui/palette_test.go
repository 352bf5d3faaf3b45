package ui

import (
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
)

// leastContrast is WCAG 2.1's for text (1.4.3).
const leastContrast = 4.5

// themeBackgrounds are what terminals really have.
var themeBackgrounds = map[string][]string{
	ThemeDark:  {"#000000", "#1e1e1e", "#282c34", "#282828", "#002b36", "#300a24"},
	ThemeLight: {"#ffffff", "#fafafa", "#fdf6e3", "#eff1f5"},
}

// ownColours are the 16 colours of a terminal, after its manual or source, and the backgrounds it comes with.
type ownColours struct{ name, dark, light, colours string }

var terminals = []ownColours{
	{"Linux console", "#000000", "", "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"},
	{"xterm", "#000000", "#ffffff", "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"},
	{"Windows console", "#0c0c0c", "#ffffff", "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"},
	{"GNOME", "#300a24", "#ffffff", "2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf 555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec"},
	{"macOS", "#000000", "#ffffff", "000000 990000 00a600 999900 0000b2 b200b2 00a6b2 bfbfbf 666666 e50000 00d900 e5e500 0000ff e500e5 00e5e5 e5e5e5"},
	{"VS Code, dark", "#1e1e1e", "", "000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5 666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5"},
	{"VS Code, light", "", "#ffffff", "000000 cd3131 00bc00 949800 0451a5 bc05bc 0598bc 555555 666666 cd3131 14ce14 b5ba00 0451a5 bc05bc 0598bc a5a5a5"},
}

// TestContrast computes the contrast of everything that text is written in: the styles and those of Markdown, with 24
// bit, 256 and 16 colours, on the backgrounds of either theme.
func TestContrast(t *testing.T) {
	for _, theme := range []string{ThemeDark, ThemeLight} {
		dark := theme == ThemeDark
		for _, profile := range []termenv.Profile{termenv.TrueColor, termenv.ANSI256, termenv.ANSI} {
			inks := map[string]string{}
			styleInks(t, NewStyles(dark, profile), profile, inks)
			markdownInks(t, reflect.ValueOf(markdownStyle(dark, profile)), "Markdown", inks)
			if len(inks) < 10 {
				t.Fatalf("only %d styles have a colour", len(inks))
			}
			for name, ink := range inks {
				checkInk(t, profile.Name()+", "+theme+", "+name, ink, theme, profile)
			}
		}
	}
}

func checkInk(t *testing.T, name, ink, theme string, profile termenv.Profile) {
	t.Helper()
	if ink == "" {
		return // the terminal's own colour for text
	}
	if profile == termenv.ANSI {
		checkOwnInk(t, name, ink, theme)
		return
	}
	colour := ink
	if profile == termenv.ANSI256 {
		colour = cubeColour(t, ink)
	}
	for _, background := range themeBackgrounds[theme] {
		if r := ratio(parseHex(t, colour), parseHex(t, background)); r < leastContrast {
			t.Errorf("%s: %s on %s has %.2f:1", name, ink, background, r)
		}
	}
}

func checkOwnInk(t *testing.T, name, ink, theme string) {
	t.Helper()
	at, err := strconv.Atoi(ink)
	if err != nil || at < 0 || at > 15 {
		t.Fatalf("%s: not one of 16 colours: %q", name, ink)
	}
	for _, term := range terminals {
		background := term.light
		if theme == ThemeDark {
			background = term.dark
		}
		if background == "" {
			continue
		}
		colour := "#" + strings.Fields(term.colours)[at]
		if r := ratio(parseHex(t, colour), parseHex(t, background)); r < leastContrast {
			t.Errorf("%s: colour %s of %s, %s on %s, has %.2f:1", name, ink, term.name, colour, background, r)
		}
	}
}

// styleInks gathers the foreground of every style. Nothing has a background of its own: it would need a contrast with
// the terminal's as well.
func styleInks(t *testing.T, s *Styles, profile termenv.Profile, inks map[string]string) {
	t.Helper()
	for _, group := range []reflect.Value{reflect.ValueOf(*s), reflect.ValueOf(s.help)} {
		for i := range group.NumField() {
			field := group.Type().Field(i)
			if !field.IsExported() || field.Type != reflect.TypeFor[lipgloss.Style]() {
				continue
			}
			style := group.Field(i).Interface().(lipgloss.Style)
			if _, none := style.GetBackground().(lipgloss.NoColor); !none || style.GetFaint() {
				t.Errorf("%s has a background or is faint: its contrast is not computed", field.Name)
			}
			if c, ok := style.GetForeground().(lipgloss.CompleteColor); ok {
				inks[group.Type().Name()+"."+field.Name] = value(c, profile)
			}
		}
	}
}

// markdownInks gathers every colour in glamour's style, however deep.
func markdownInks(t *testing.T, v reflect.Value, name string, inks map[string]string) {
	t.Helper()
	if v.Kind() != reflect.Struct {
		return
	}
	for i := range v.NumField() {
		field, at := v.Type().Field(i), name+"."+v.Type().Field(i).Name
		ink, isText := v.Field(i).Interface().(*string)
		switch {
		case isText && ink != nil && field.Name == "Color":
			inks[at] = *ink
		case isText && ink != nil && field.Name == "BackgroundColor":
			t.Errorf("%s: its contrast is not computed", at)
		default:
			markdownInks(t, v.Field(i), at, inks)
		}
	}
}

type rgb [3]float64

func parseHex(t *testing.T, s string) rgb {
	t.Helper()
	n, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	return rgb{float64(n >> 16), float64(n >> 8 & 0xff), float64(n & 0xff)}
}

// cubeColour is xterm's colour of that index, from 16 up: those below are the terminal's choice.
func cubeColour(t *testing.T, index string) string {
	t.Helper()
	n, err := strconv.Atoi(index)
	if err != nil || n < 16 || n > 255 {
		t.Fatalf("not an index of the colour cube: %q", index)
	}
	return termenv.ANSI256Color(n).String()
}

func ratio(a, b rgb) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// luminance is WCAG 2.1's relative luminance of an sRGB colour.
func luminance(c rgb) float64 {
	var linear rgb
	for i, v := range c {
		if v /= 255; v <= 0.03928 {
			linear[i] = v / 12.92
		} else {
			linear[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*linear[0] + 0.7152*linear[1] + 0.0722*linear[2]
}

// TestColoursOf256AreNear holds the two names of a colour together: the cube's is no other colour than the one in 24 bit.
func TestColoursOf256AreNear(t *testing.T) {
	for theme, p := range map[string]palette{ThemeDark: darkPalette(), ThemeLight: lightPalette()} {
		for name, c := range map[string]lipgloss.CompleteColor{
			"accent": p.accent, "ok": p.ok, "bad": p.bad, "warn": p.warn, "muted": p.muted, "code": p.code,
		} {
			a, b := parseHex(t, c.TrueColor), parseHex(t, cubeColour(t, c.ANSI256))
			if d := math.Hypot(math.Hypot(a[0]-b[0], a[1]-b[1]), a[2]-b[2]); d > 60 {
				t.Errorf("%s, %s: %s and %s of 256 are %.0f apart", theme, name, c.TrueColor, c.ANSI256, d)
			}
		}
	}
}

func TestEveryStateHasItsOwnGlyph(t *testing.T) {
	s := NewStyles(true, termenv.Ascii)
	seen := map[string]string{}
	for name, glyph := range map[string]string{
		"pass": s.outcome("pass"), "fail": s.outcome("fail"), "blocked": s.outcome("blocked"),
		"error": s.outcome("error"), "waiting": glyphWaiting, "advice": glyphAdvice,
	} {
		if other := seen[glyph]; other != "" {
			t.Errorf("%s and %s look alike: %s", name, other, glyph)
		}
		seen[glyph] = name
		if n := ansi.StringWidth(glyph); n != 1 {
			t.Errorf("the glyph of %s is %d cells wide: %q", name, n, glyph)
		}
	}
}
