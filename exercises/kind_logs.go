package exercises

import (
	"fmt"
	"strings"
)

// Logs asks that the container prints something, to standard output or standard error.
type Logs struct {
	Contains string `yaml:"contains"` // a part of one line
}

// Judge looks for the text in the lines the container printed. truncated says that there were more.
func (l Logs) Judge(lines []string, truncated bool) Verdict {
	expected := fmt.Sprintf("the container prints a line with %q", l.Contains)
	for _, line := range lines {
		if strings.Contains(line, l.Contains) {
			return passed(expected, cut(line))
		}
	}
	switch {
	case len(lines) == 0:
		return failed(LogMissing, expected, "it printed nothing")
	case truncated:
		return failed(LogMissing, expected, fmt.Sprintf("it is in none of the last %d lines", len(lines)))
	}
	return failed(LogMissing, expected, fmt.Sprintf("it is in none of the %d lines that it printed", len(lines)))
}

func (l Logs) lint() []string {
	if strings.TrimSpace(l.Contains) == "" || strings.ContainsAny(l.Contains, "\r\n") {
		return []string{"contains must be a part of one line (write what has to be printed)"}
	}
	return nil
}
