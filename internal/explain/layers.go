package explain

import (
	"fmt"
	"strings"

	"tutor/internal/dockerfile"
)

// Made is one step in the making of an image, as Docker noted it.
type Made struct {
	By    string // in the words of the builder
	Bytes int64
}

// Layer is a step beside the line of the Dockerfile that made it.
type Layer struct {
	Line  int    `json:"line"` // 0 when it came with the base image, or the line is not known
	Text  string `json:"text"` // the instruction; empty for what is noted nowhere
	Bytes int64  `json:"bytes"`
}

// Layers lays the steps, the oldest first, beside the lines of a Dockerfile. matched is false when the image was not
// made by this file; the layers then have no lines.
func Layers(text []byte, steps []Made) (layers []Layer, matched bool) {
	layers = make([]Layer, len(steps))
	for i, s := range steps {
		layers[i] = Layer{Text: instructionOf(s.By), Bytes: s.Bytes}
	}
	f, err := dockerfile.Parse(text)
	if err != nil {
		return layers, false
	}
	var all []dockerfile.Instruction
	for _, stage := range f.Chain() {
		all = append(all, stage.Instructions...)
	}
	lines := match(all, layers)
	if lines == nil {
		return layers, false
	}
	for i, in := range lines {
		layers[i].Line, layers[i].Text = in.Start, oneLine(in.Text)
	}
	return layers, true
}

// match finds, from the last step back, the instruction of each step. It is nil when one of the instructions made none.
func match(all []dockerfile.Instruction, layers []Layer) map[int]dockerfile.Instruction {
	found := map[int]dockerfile.Instruction{}
	at := len(layers) - 1
	for k := len(all) - 1; k >= 0; k-- {
		for at >= 0 && nameOf(layers[at].Text) != all[k].Name && nameOf(layers[at].Text) == "LABEL" {
			at-- // docker build --label adds one
		}
		if at < 0 || nameOf(layers[at].Text) != all[k].Name {
			return nil
		}
		found[at] = all[k]
		at--
	}
	return found
}

func nameOf(text string) string {
	name, _, _ := strings.Cut(text, " ")
	return strings.ToUpper(name)
}

// instructionOf is the instruction that a builder noted, without what the builder adds.
func instructionOf(by string) string {
	by = oneLine(by)
	by = strings.TrimSuffix(by, " # buildkit")
	if rest, ok := strings.CutPrefix(by, "/bin/sh -c #(nop) "); ok {
		return strings.TrimSpace(rest)
	}
	if rest, ok := strings.CutPrefix(by, "/bin/sh -c "); ok { // the legacy builder
		return "RUN " + rest
	}
	if strings.HasPrefix(by, "|") { // the legacy builder's arguments: |1 A=x /bin/sh -c command
		if _, rest, ok := strings.Cut(by, " /bin/sh -c "); ok {
			return "RUN " + rest
		}
	}
	return strings.Replace(by, "RUN /bin/sh -c ", "RUN ", 1)
}

// Size writes a number of bytes as Docker does: kB, MB and GB are powers of a thousand.
func Size(bytes int64) string {
	switch {
	case bytes >= 1e9:
		return fmt.Sprintf("%.1f GB", float64(bytes)/1e9)
	case bytes >= 1e5:
		return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	case bytes >= 1e3:
		return fmt.Sprintf("%.1f kB", float64(bytes)/1e3)
	}
	return fmt.Sprintf("%d B", bytes)
}
