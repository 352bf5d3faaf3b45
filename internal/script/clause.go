package script

import (
	"slices"
	"strconv"
	"strings"
)

// clause makes the sentence about a command from what is known of its program.
func (e entry) clause(c call) string {
	says, mode := e.head(c)
	return e.finish(c, c.fill(says), says, mode)
}

// with adds to a sentence what the options say.
func (e entry) with(c call, says string) string { return e.finish(c, says, "", flag{}) }

// finish adds what the options say that the template and the mode did not use up.
func (e entry) finish(c call, filled, template string, mode flag) string {
	var adds, others []string
	for _, o := range c.opts {
		if mode.names != "" && hasName(mode.names, o.name) {
			continue
		}
		f, ok := find(e.flags, o.name)
		switch {
		case ok:
			adds = appendNew(adds, f.phrase(o))
		case inTemplate(template, o.name):
		case !hasMode(e.modes, o.name):
			others = append(others, o.given())
		}
	}
	if len(others) > 0 {
		adds = append(adds, "with "+clip(strings.Join(others, " "), maxWord))
	}
	clause := strings.TrimSpace(filled)
	clause += additions(adds)
	if e.why != "" {
		clause += ", " + e.why
	}
	return clause
}

// head chooses what is said as a whole: by an option, or by whether there are words.
func (e entry) head(c call) (string, flag) {
	for _, m := range e.modes {
		if c.has(m.names) {
			return m.says, m
		}
	}
	if len(c.rest) == 0 && e.bare != "" {
		return e.bare, flag{}
	}
	return e.says, flag{}
}

// additions puts what the options say behind a sentence: short ones first, and those that are a statement last.
func additions(adds []string) string {
	var short, long, statements []string
	for _, add := range adds {
		switch {
		case strings.HasPrefix(add, "and ") || strings.HasPrefix(add, "but "):
			statements = append(statements, add)
		case strings.Contains(add, ", "):
			long = append(long, add)
		default:
			short = append(short, add)
		}
	}
	if len(long) == 0 && len(short) > 0 {
		return strings.Join(append([]string{", " + list(short)}, statements...), ", ")
	}
	all := slices.Concat(short, long)
	if n := len(all); n > 1 {
		all[n-1] = "and " + all[n-1]
	}
	all = append(all, statements...)
	if len(all) == 0 {
		return ""
	}
	return ", " + strings.Join(all, ", ")
}

func hasMode(modes []flag, name string) bool {
	_, ok := find(modes, name)
	return ok
}

// inTemplate says whether a sentence has a place for the value of the option: {-o output}.
func inTemplate(says, name string) bool {
	for rest := says; ; {
		_, after, ok := strings.Cut(rest, "{-")
		if !ok {
			return false
		}
		names, tail, _ := strings.Cut(after, "}")
		names, _, _ = strings.Cut(names, "|")
		if hasName(names, name) {
			return true
		}
		rest = tail
	}
}

// phrase is what an option adds to the sentence; empty when it adds nothing.
func (f flag) phrase(o option) string {
	if !o.hasValue {
		if f.alone != "" {
			return f.alone
		}
		if strings.Contains(f.says, "%s") {
			return "with " + o.text
		}
		return f.says
	}
	if f.says == listening {
		return strings.ReplaceAll(f.says, "%s", address(o.value))
	}
	if dotted(o.value) != o.value {
		return strings.NewReplacer("the folder %s", "this folder", "%s", "this folder").Replace(f.says)
	}
	if strings.Contains(f.says, "%s") {
		return strings.ReplaceAll(f.says, "%s", o.value)
	}
	if f.says == "" {
		return ""
	}
	return f.says
}

// given is an option as it was written.
func (o option) given() string {
	if o.hasValue && !strings.Contains(o.text, "=") {
		return o.text + " " + o.value
	}
	return o.text
}

func appendNew(list []string, s string) []string {
	if strings.TrimSpace(s) == "" {
		return list
	}
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

// fill puts the words of the command into the sentence.
func (c call) fill(says string) string {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(says, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		place, tail, _ := strings.Cut(after, "}")
		place, otherwise, _ := strings.Cut(place, "|")
		word := c.place(place)
		if word == "" {
			word = otherwise
		}
		b.WriteString(word)
		says = tail
	}
}

func (c call) place(place string) string {
	n := len(c.rest)
	switch place {
	case "all":
		return list(c.rest)
	case "packages":
		return packages(c.rest)
	case "s":
		if n == 1 && !isVariable(c.rest[0]) {
			return ""
		}
		return "s"
	case "go":
		return goPackages(c.rest)
	case "files":
		return files(c.rest)
	case "last":
		if n == 0 {
			return ""
		}
		return dotted(c.rest[n-1])
	case "but":
		return files(c.rest[:max(n-1, 0)])
	case "after":
		return list(c.rest[min(n, 1):])
	case "program":
		return c.args[0]
	}
	if name, ok := strings.CutPrefix(place, "-"); ok {
		value, _ := c.value(name)
		if value == "-" {
			return ""
		}
		return dotted(value)
	}
	if i, err := strconv.Atoi(place); err == nil && i <= n && i > 0 {
		return c.rest[i-1]
	}
	return ""
}

// packages lists packages, with the versions that are asked for.
func packages(words []string) string {
	named := make([]string, 0, len(words))
	for _, word := range words {
		named = append(named, packageName(word))
	}
	return list(named)
}

// packageName says name=1.2, name==1.2 and name@1.2 in words.
func packageName(word string) string {
	if isVariable(word) {
		return "what " + word + " names"
	}
	if strings.ContainsAny(word, "<>~!/:") {
		return word
	}
	for _, sign := range []string{"==", "=", "@"} {
		i := strings.LastIndex(word, sign)
		if i <= 0 {
			continue
		}
		name, version := word[:i], word[i+len(sign):]
		switch {
		case version == "":
		case version == "latest":
			return name + " (the latest version)"
		case isVariable(version) || strings.HasPrefix(version, "${"):
			return name + " (the version in " + version + ")"
		default:
			return name + " (version " + version + ")"
		}
	}
	return word
}

// files lists files; a dot is this folder.
func files(words []string) string {
	named := make([]string, 0, len(words))
	for _, word := range words {
		named = append(named, dotted(word))
	}
	return list(named)
}

func dotted(word string) string {
	if word == "." || word == "./" {
		return "this folder"
	}
	return word
}
