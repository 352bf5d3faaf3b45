package script

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

var grepFlags = []flag{
	{names: "q quiet silent", says: "printing nothing: only whether there is one counts"},
	{names: "i ignore-case", says: "in capital and small letters alike"},
	{names: "E extended-regexp P perl-regexp e regexp", says: ""},
	{names: "F fixed-strings", says: "exactly as it stands there"},
	{names: "o only-matching", says: "only the part that fits"},
	{names: "v invert-match", says: ""},
	{names: "r R recursive", says: "in all files of the folder"},
	{names: "c count", says: "only how many there are"},
	{names: "m max-count", says: "%s of them at most"},
	{names: "s no-messages", says: ""},
	{names: "w word-regexp", says: "as a whole word"},
	{names: "x line-regexp", says: "as a whole line"},
	{names: "l files-with-matches", says: "only the names of the files"},
	{names: "n h H line-number a", says: ""},
	{names: "A", says: "with %s lines after each"},
	{names: "B", says: "with %s lines before each"},
}

// textPrograms print, look for and change lines of text.
func textPrograms() map[string]entry {
	return map[string]entry{
		"echo":     {make: echo},
		"printf":   {make: printf},
		"cat":      {make: cat, flags: []flag{{names: "n v e t A", says: ""}}},
		"tee":      {make: tee, flags: []flag{{names: "a append", says: ""}}},
		"grep":     {make: grep, takes: "e regexp f m max-count A B C", flags: grepFlags},
		"sed":      {make: sed, takes: "e expression f file", flags: []flag{{names: "E r n regexp-extended quiet", says: ""}, {names: "i in-place", says: "", alone: " "}}},
		"awk":      {says: "picks out and rewrites parts of lines with the awk program {1}", takes: "F v f"},
		"cut":      {make: cut, takes: "d delimiter f fields c characters"},
		"sort":     {says: "sorts the lines of {files|what it reads}", bare: "sorts the lines", flags: []flag{{names: "u unique", says: "each only once"}, {names: "r reverse", says: "backwards"}, {names: "V version-sort", says: "as version numbers"}, {names: "n numeric-sort", says: "as numbers"}, {names: "k", says: "by field %s"}, {names: "t", says: "with fields between %s"}, {names: "h", says: "as sizes"}, {names: "z", says: ""}}},
		"uniq":     {says: "leaves out lines that repeat the one before", bare: "leaves out lines that repeat the one before", flags: []flag{{names: "c", says: "counting them"}}},
		"head":     {says: "takes the first lines of {files}", bare: "takes the first lines", takes: "n c", make: ends("first")},
		"tail":     {says: "takes the last lines of {files}", bare: "takes the last lines", takes: "n c", make: ends("last")},
		"tr":       {says: "replaces the characters {1} by {2}", flags: []flag{{names: "s", says: "several of one kind by one"}}, modes: []flag{{names: "d", says: "drops the characters {1}"}}},
		"wc":       {says: "counts what is in {files}", bare: "counts it", flags: []flag{{names: "l", says: "in lines"}, {names: "c", says: "in bytes"}, {names: "w", says: "in words"}}},
		"xargs":    {make: xargs, early: true, takes: "n L I P d a s", flags: []flag{{names: "r no-run-if-empty", says: ""}, {names: "0 null t", says: ""}}},
		"jq":       {says: "picks {1} out of JSON", flags: []flag{{names: "r raw-output", says: "as plain text"}, {names: "e", says: ""}, {names: "c", says: "on one line"}}},
		"yq":       {says: "picks {1} out of YAML"},
		"base64":   {says: "writes bytes as letters", bare: "writes bytes as letters", modes: []flag{{names: "d decode D", says: "turns letters back into the bytes they stand for"}}},
		"diff":     {says: "compares {all}", flags: []flag{{names: "u q r", says: ""}}},
		"envsubst": {says: "puts the values of variables into the text", bare: "puts the values of variables into the text"},
		"column":   {says: "lines the text up in columns", bare: "lines the text up in columns"},
		"seq":      {says: "counts: {all}"},
		"yes":      {says: "answers {all|y} again and again", bare: "answers y again and again"},
		"iconv":    {says: "changes how the letters of {files|the text} are encoded", takes: "f t"},
	}
}

func echo(c call) string {
	words := c.args[1:]
	for len(words) > 0 && len(words[0]) > 1 && words[0][0] == '-' && strings.Trim(words[0], "-neE") == "" {
		words = words[1:]
	}
	text := strings.Join(words, " ")
	if len(words) == 0 {
		text = ""
	}
	return c.written(quoted(shown(text)), "an empty line", text == "")
}

// written says where a text goes: to the screen, into a file, to its end.
func (c call) written(text, nothing string, empty bool) string {
	if empty {
		text = nothing
	}
	switch {
	case c.file == "":
		return "prints " + text
	case c.appends:
		return "adds " + text + " to the end of " + c.file
	}
	return "writes " + text + " to " + c.file
}

func printf(c call) string {
	if len(c.args) < 2 {
		return "prints nothing"
	}
	text := strings.Join(strings.Fields(strings.ReplaceAll(c.args[1], `\n`, " ")), " ")
	if text == "%s" && len(c.args) == 3 {
		return c.written(quoted(c.args[2]), "", false)
	}
	if text == "%s" && len(c.args) > 3 {
		return c.written(list(c.args[2:])+", each on a line of its own", "", false)
	}
	if strings.Contains(text, "%") && len(c.args) > 2 {
		return c.written(list(c.args[2:])+" in the form "+quoted(text), "", false)
	}
	return c.written(quoted(text), "an empty line", text == "")
}

// writes says whether the sentence about the command tells where its output goes.
func (c call) writes() bool {
	if len(c.args) == 0 {
		return false
	}
	switch program(c.args[0]) {
	case "echo", "printf", "cat":
		return c.file != "" || c.here != ""
	case "tee":
		return c.here != "" || c.quiet
	case "python", "sh":
		return c.here != ""
	}
	return false
}

func cat(c call) string {
	switch {
	case c.here != "":
		return c.written(following(c.lines)+", up to "+c.here+",", "", false)
	case len(c.rest) == 0 || c.rest[0] == "-":
		return c.written("what it reads", "", false)
	case c.file != "" && len(c.rest) > 1:
		return c.written(list(c.rest)+", one after the other,", "", false)
	case c.file != "":
		return c.written("what is in "+c.rest[0], "", false)
	}
	return "prints what is in " + list(c.rest)
}

func tee(c call) string {
	verb, to := "writes ", " to "
	if c.has("a append") {
		verb, to = "adds ", " to the end of "
	}
	if c.here != "" {
		return verb + following(c.lines) + ", up to " + c.here + "," + to + list(c.rest)
	}
	says := verb + "it" + to + list(c.rest)
	if c.quiet {
		return says
	}
	return says + ", and prints it"
}

func grep(c call) string {
	pattern, ok := c.value("e regexp")
	where := c.rest
	if !ok && len(c.rest) > 0 {
		pattern, where = c.rest[0], c.rest[1:]
	}
	verb := "looks for lines with "
	if c.has("v invert-match") {
		verb = "looks for lines without "
	}
	says := verb + quoted(pattern)
	if len(where) > 0 {
		says += " in " + files(where)
	}
	return entry{flags: grepFlags}.with(c, says)
}

// substitute is s/OLD/NEW/ with any sign between.
var substitute = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^s([/|#,@:!~])(.*)$`) })

func sed(c call) string {
	script, ok := c.value("e expression")
	where := c.rest
	if !ok && len(c.rest) > 0 {
		script, where = c.rest[0], c.rest[1:]
	}
	in := ""
	if len(where) > 0 {
		in = " in " + files(where)
	}
	n := 0
	for _, o := range c.opts {
		if hasName("e expression", o.name) {
			n++
		}
	}
	says := "changes lines" + in + " as the sed script " + quoted(script) + " says"
	if old, by, ok := replaced(script); ok && n < 2 {
		says = "replaces " + quoted(old) + " by " + quoted(by) + in
		if by == "" {
			says = "takes out " + quoted(old) + in
		}
	} else if n > 1 {
		says = "changes lines" + in + " in " + plural(n, "way") + ", as sed scripts say"
	}
	if !c.has("i in-place") && in != "" && c.file == "" {
		says += ", and prints the result"
	}
	if c.has("i in-place") && in == "" {
		return "changes lines in the files it is given"
	}
	return says
}

// replaced takes s/OLD/NEW/ apart, where the sign between is not in OLD or NEW.
func replaced(script string) (old, by string, ok bool) {
	m := substitute().FindStringSubmatch(script)
	if m == nil {
		return "", "", false
	}
	parts := strings.Split(strings.ReplaceAll(m[2], `\`+m[1], "\x00"), m[1])
	if len(parts) != 3 || strings.Trim(parts[2], "gIi0123456789") != "" {
		return "", "", false
	}
	return strings.ReplaceAll(parts[0], "\x00", m[1]), strings.ReplaceAll(parts[1], "\x00", m[1]), true
}

func cut(c call) string {
	says := "cuts a part out of each line"
	if field, ok := c.value("f fields"); ok {
		says = "picks field " + field + " of each line"
		if by, ok := c.value("d delimiter"); ok {
			says += ", with " + quoted(by) + " between the fields"
		}
	}
	if letters, ok := c.value("c characters"); ok {
		says = "picks the characters " + letters + " of each line"
	}
	if len(c.rest) > 0 {
		says += " of " + list(c.rest)
	}
	return says
}

// ends explains head and tail.
func ends(which string) func(call) string {
	return func(c call) string {
		what := "the " + which + " lines"
		n, ok := c.value("n")
		for _, o := range c.opts {
			if strings.Trim(o.name, "0123456789") == "" {
				n, ok = o.name, true
			}
		}
		switch {
		case which == "last" && c.has("f F"):
			return "prints the last lines of " + files(c.rest) + ", and every new one, and does not end"
		case strings.HasPrefix(n, "+"):
			what = "everything from line " + n[1:] + " on"
		case strings.HasPrefix(n, "-") && which == "first":
			what = "all but the last " + n[1:] + " lines"
		case ok && n == "1":
			what = "the " + which + " line"
		case ok:
			what = "the " + which + " " + strings.TrimPrefix(n, "-") + " lines"
		}
		if bytes, ok := c.value("c"); ok {
			what = "the " + which + " " + bytes + " bytes"
		}
		if len(c.rest) > 0 {
			return "prints " + what + " of " + files(c.rest)
		}
		return "keeps " + what
	}
}

func xargs(c call) string {
	if len(c.rest) == 0 {
		return "prints the words on one line"
	}
	if c.name == c.rest[0] {
		return unknown(c)
	}
	from := "that it reads"
	if c.piped {
		from = "of it"
	}
	words := slices.Clone(c.rest)
	mark, replaces := c.value("I")
	for i := range words {
		if replaces && mark != "" {
			words[i] = strings.ReplaceAll(words[i], mark, "it")
		}
	}
	if !replaces {
		words = append(words, "it")
	}
	return "for each word " + from + ": " + c.inner(words)
}
