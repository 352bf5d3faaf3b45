package term

import "strings"

// Undrawn returns the text with ASCII in place of lines, boxes, blocks and braille patterns (U+2500 to U+259F and
// U+2800 to U+28FF): what reads a screen aloud says nothing for them, or their names one by one.
func Undrawn(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x2800 && r <= 0x28ff: // braille: programs draw with it
			return '*'
		case r >= 0x2580 && r <= 0x259f: // blocks
			return '#'
		case r < 0x2500 || r > 0x257f:
			return r
		case strings.ContainsRune("─━┄┅┈┉═╌╍╴╶╸╺╼╾", r):
			return '-'
		case strings.ContainsRune("│┃┆┇┊┋║╎╏╵╷╹╻╽╿", r):
			return '|'
		}
		return '+'
	}, s)
}
