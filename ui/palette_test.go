package ui

import (
	"math"
	"reflect"
	"strconv"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
)

// TestContrast computes WCAG 2.1's contrast ratio of every colour on backgrounds that terminals really have.
func TestContrast(t *testing.T) {
	tests := []struct {
		name        string
		palette     palette
		backgrounds []string
	}{
		{"dark", darkPalette(), []string{"#000000", "#1e1e1e", "#282c34", "#282828", "#002b36", "#300a24"}},
		{"light", lightPalette(), []string{"#ffffff", "#fafafa", "#fdf6e3", "#eff1f5"}},
	}
	for _, test := range tests {
		v := reflect.ValueOf(test.palette)
		for i := range v.NumField() {
			name := test.name + " " + v.Type().Field(i).Name
			c := fieldColour(test.palette, i)
			for _, background := range test.backgrounds {
				if r := ratio(parseHex(t, c.TrueColor), parseHex(t, background)); r < 4.5 {
					t.Errorf("%s on %s: %.2f:1", name, background, r)
				}
				if r := ratio(cubeColour(t, c.ANSI256), parseHex(t, background)); r < 4.5 {
					t.Errorf("%s (256 colours: %s) on %s: %.2f:1", name, c.ANSI256, background, r)
				}
			}
		}
	}
}

func fieldColour(p palette, i int) lipgloss.CompleteColor {
	return []lipgloss.CompleteColor{p.accent, p.ok, p.bad, p.warn, p.muted, p.code}[i]
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

// cubeColour is xterm's colour of that index, from 16 up.
func cubeColour(t *testing.T, index string) rgb {
	t.Helper()
	n, err := strconv.Atoi(index)
	if err != nil || n < 16 {
		t.Fatalf("not an index of the colour cube: %q", index)
	}
	if n >= 232 {
		v := float64(8 + (n-232)*10)
		return rgb{v, v, v}
	}
	level := func(i int) float64 { return []float64{0, 95, 135, 175, 215, 255}[i] }
	n -= 16
	return rgb{level(n / 36), level(n / 6 % 6), level(n % 6)}
}

func ratio(a, b rgb) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

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
