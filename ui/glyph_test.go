package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/mattn/go-runewidth"
)

// mayBeWide says whether a glyph is used although old East Asian terminals draw it two cells wide (UAX 11, class A): what
// it stands for has no other that people know. Those are lines and blocks, arrows, and the signs of ordinary text.
func mayBeWide(r rune) bool {
	return r >= 0x2500 && r <= 0x259f || strings.ContainsRune("→←↑↓↕…·•“”", r)
}

// TestEveryGlyphIsOneCellWide walks over every glyph in the program text: those that are named, and those in sentences.
func TestEveryGlyphIsOneCellWide(t *testing.T) {
	named := 0
	for name, text := range textsOfTheScreens(t) {
		glyph := strings.HasPrefix(name, "glyph")
		if glyph {
			named++
			if n := ansi.StringWidth(text); n != 1 {
				t.Errorf("%s is %d cells wide: %q", name, n, text)
			}
		}
		for _, r := range text {
			if r < 0x7f || unicode.In(r, unicode.Co, unicode.Cf) { // marks inside a text, never on the screen
				continue
			}
			if n := ansi.StringWidth(string(r)); n != 1 {
				t.Errorf("%s: %q is %d cells wide", name, r, n)
			}
			if wide.RuneWidth(r) != 1 && !mayBeWide(r) {
				t.Errorf("%s: %q (U+%04X) may be two cells wide", name, r, r)
			}
		}
	}
	if named < 10 {
		t.Errorf("only %d glyphs were found", named)
	}
}

// wide measures as an old East Asian terminal does.
var wide = &runewidth.Condition{EastAsianWidth: true, StrictEmojiNeutral: true}

// textsOfTheScreens is every string and rune in the package's own code. A constant has its name, the others their place.
func textsOfTheScreens(t *testing.T) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	texts, fset := map[string]string{}, token.NewFileSet()
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		names := map[ast.Node]string{}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				for i, v := range n.Values {
					names[v] = n.Names[i].Name
				}
			case *ast.BasicLit:
				if !slices.Contains([]token.Token{token.STRING, token.CHAR}, n.Kind) {
					break
				}
				name := names[n]
				if name == "" {
					name = fset.Position(n.Pos()).String()
				}
				texts[name] = unquoted(t, n.Value)
			}
			return true
		})
	}
	return texts
}

func unquoted(t *testing.T, literal string) string {
	t.Helper()
	text, err := strconv.Unquote(literal)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
