package explain

import "strings"

func shellParts(script string) []Part { return []Part{{Text: oneLine(script), Says: "Runs it."}} }
func execPart(args []string) Part     { return Part{Text: strings.Join(args, " "), Says: "Runs it."} }
