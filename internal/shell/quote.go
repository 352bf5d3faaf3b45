// Package shell writes commands as a POSIX shell reads them.
package shell

import "strings"

// Quote writes one argument so that a POSIX shell reads it back.
func Quote(arg string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_-+=./:,@%", r)
	}
	if arg != "" && strings.IndexFunc(arg, func(r rune) bool { return !plain(r) }) < 0 {
		return arg
	}
	return "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
}

// Line writes a command on one line, to be pasted into a shell.
func Line(command []string) string {
	quoted := make([]string, len(command))
	for i, arg := range command {
		quoted[i] = Quote(arg)
	}
	return strings.Join(quoted, " ")
}
