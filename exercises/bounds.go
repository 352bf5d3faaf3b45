package exercises

import "bytes"

// Bounds of a YAML file. The parser's time grows with the square of the nesting: 20,000 brackets keep it busy for a
// minute. No exercise comes near.
const (
	maxYAML    = 256 << 10 // bytes
	maxNesting = 50
)

// checkBounds says what keeps a file from being parsed at all; Problems is empty when nothing does.
func checkBounds(file string, text []byte) Problems {
	if len(text) > maxYAML {
		return Problems{{File: file, Rule: "too-large", Message: "the file is larger than 256 KB (an exercise needs some KB; shorten it)"}}
	}
	depth := 0
	row := 0
	for line := range bytes.Lines(text) {
		row++
		dashes := 0
		for rest := bytes.TrimLeft(line, " "); bytes.HasPrefix(rest, []byte("- ")); rest = bytes.TrimLeft(rest[1:], " ") {
			dashes++
		}
		for _, c := range line {
			switch c {
			case '[', '{':
				depth++
			case ']', '}':
				depth = max(0, depth-1)
			}
			if max(depth, dashes) > maxNesting {
				return Problems{{File: file, Line: row, Col: 1, Rule: "too-deep", Message: "more than 50 brackets or lists stand in one another here (close them, or take the values apart)"}}
			}
		}
	}
	return nil
}
