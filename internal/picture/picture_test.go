package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// texts reads an SVG as its readers do: what stands at each place, and whether it is well-formed.
func texts(t *testing.T, svg string) map[string]string {
	t.Helper()
	found, at := map[string]string{}, ""
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, svg)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local == "text" {
				at = token.Attr[0].Value + "," + token.Attr[1].Value
			}
		case xml.EndElement:
			if token.Name.Local == "text" {
				at = ""
			}
		case xml.CharData:
			if at != "" {
				found[at] += string(token)
			}
		}
	}
}

func picture(t *testing.T, capture string) string {
	t.Helper()
	var out bytes.Buffer
	if err := run([]string{"-title", "A <screen> & more", "-width", "40"}, strings.NewReader(capture), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestTextStandsAtItsColumnAndRow(t *testing.T) {
	svg := picture(t, "one two    three\n\n  日本  x\n")
	got := texts(t, svg)
	for at, want := range map[string]string{"14,27": "one two", "102,27": "three", "30,61": "日本", "78,61": "x"} {
		if got[at] != want {
			t.Errorf("at %s stands %q, want %q; all: %v", at, got[at], want, got)
		}
	}
	if len(got) != 4 {
		t.Errorf("%d texts: %v", len(got), got)
	}
	if !strings.Contains(svg, `viewBox="0 0 348 79"`) {
		t.Errorf("a terminal of 40 columns and 3 rows is drawn as\n%s", svg)
	}
}

func TestForeignTextIsText(t *testing.T) {
	svg := picture(t, "</text><script>alert(1)</script> & \"\x1b]0;title\x07\x1b[2J\x01\x7f'\n")
	if got := texts(t, svg)["14,27"]; got != `</text><script>alert(1)</script> & "'` {
		t.Errorf("the text is %q", got)
	}
	if strings.Contains(svg, "<script") || strings.ContainsAny(svg, "\x01\x1b\x07\x7f") {
		t.Errorf("foreign text is more than text in\n%s", svg)
	}
}

func TestLooksAreKept(t *testing.T) {
	svg := picture(t, "\x1b[1mbold\x1b[0m \x1b[38;2;124;196;255mblue\x1b[39m plain \x1b[4;3mline\x1b[0m \x1b[38;5;114mcube\x1b[0m \x1b[7mback\x1b[0m\n")
	texts(t, svg)
	for _, want := range []string{
		".c1{font-weight:bold}", `<tspan class="c1">bold `, ".c2{fill:#7cc4ff}", `<tspan class="c2">blue `, "plain ",
		"font-style:italic;text-decoration:underline", "fill:#87d787", `fill="` + ink + `"`, "fill:" + paper,
	} {
		if !strings.Contains(svg, want) {
			t.Errorf("%q is missing in\n%s", want, svg)
		}
	}
}

func TestAPictureHasATitle(t *testing.T) {
	if svg := picture(t, "x\n"); !strings.Contains(svg, "<title>A &lt;screen&gt; &amp; more</title>") {
		t.Errorf("no title in\n%s", svg)
	}
	if err := run([]string{"-width", "40"}, strings.NewReader("x"), io.Discard); err == nil {
		t.Error("a picture without a title is made")
	}
}
