package script

import (
	"path"
	"slices"
	"strings"
)

// call is a simple command, taken apart.
type call struct {
	args    []string // the program and its words, as a sentence shows them
	raw     []string // the words as the program gets them; empty where the shell changes one first
	piped   bool     // it reads what another command writes
	piping  bool     // another command reads what it writes
	apart   bool     // the script that it is given is explained after it
	here    string   // the word that ends a here-document; empty when there is none
	lines   int      // of the here-document
	file    string   // where > or >> writes the output
	appends bool     // it is >>
	quiet   bool     // the output is thrown away

	depth   int
	tell    func(call) string   // describe; the tables of programs cannot name it themselves
	summary func(string) string // of a script

	name string   // the program without its folder
	opts []option // in their order
	rest []string // words that are no options
}

// option is one option as it was given, such as -o FILE.
type option struct {
	name     string // without its dashes
	value    string
	hasValue bool
	text     string // as given
}

// entry is what is known of a program, or of one of its subcommands.
//
// A sentence may hold {all}, the words that are no options; {1}, {2} and {last}, one of them; {after}, all but the first;
// {but}, all but the last; {packages}, all as packages with their versions; {-x}, the value of option x. After a bar
// stands what is said when there is none: {1|this folder}.
type entry struct {
	says     string
	bare     string // without words; says when empty
	modes    []flag // options that change what is said as a whole
	flags    []flag
	why      string              // what comes of it
	takes    string              // other options that take a value
	words    bool                // options have one dash and are words, as in go build -tags x
	dashless bool                // the first word may be options without a dash, as tar takes them
	early    bool                // options end at the first word, as for env and sudo
	make     func(c call) string // for what a sentence cannot say
}

// flag is an option and what it adds to the sentence.
type flag struct {
	names string // all of its names, without dashes
	says  string // with %s for its value; empty when it is not worth a word
	alone string // what is said without a value, which then has to be attached
}

// describe says what a command does, as a clause.
func describe(c call) string {
	if len(c.args) == 0 || c.args[0] == "" {
		return "runs nothing"
	}
	if c.depth++; c.depth > maxDepth {
		return unknown(c)
	}
	c.tell, c.summary = describe, summary
	if isVariable(c.args[0]) {
		return "runs the program that " + c.args[0] + " names" + withArgs(c.args[1:])
	}
	c.name = program(c.args[0])
	found, ok := lookup(&c)
	if !ok {
		return unknown(c)
	}
	if found.make != nil {
		return found.make(c)
	}
	return found.clause(c)
}

// unknown is the honest sentence about a program that nothing is known of.
func unknown(c call) string {
	return "runs " + c.args[0] + withArgs(c.args[1:])
}

func withArgs(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return " with " + argList(args)
}

// argList is words that a program gets: as they stand when there are options among them.
func argList(args []string) string {
	for _, arg := range args {
		if strings.HasPrefix(arg, "-") {
			return clip(strings.Join(args, " "), 2*maxWord)
		}
	}
	return list(args)
}

// program is the name under which a program is known: without folder, .exe and the version in names such as python3.12.
func program(word string) string {
	name := strings.TrimSuffix(path.Base(word), ".exe")
	for _, versioned := range []string{"python", "pip", "pypy", "php", "node"} {
		if strings.HasPrefix(name, versioned) && strings.Trim(name[len(versioned):], "0123456789.") == "" {
			name = versioned
		}
	}
	if as, ok := sameAs()[name]; ok {
		return as
	}
	return name
}

// lookup finds what is known of the program or its subcommand, and takes the words apart accordingly.
func lookup(c *call) (entry, bool) {
	e, ok := programs()[c.name]
	c.opts, c.rest = split(e, c.args[1:])
	key := c.name
	words := c.rest
	for depth := 0; depth < 2 && depth < len(words); depth++ {
		key += " " + words[depth]
		sub, known := programs()[key]
		if !known {
			continue
		}
		sub.takes += " " + programs()[c.name].takes
		sub.flags = append(append([]flag{}, sub.flags...), programs()[c.name].flags...)
		sub.words = sub.words || programs()[c.name].words
		opts, rest := split(sub, c.args[1:])
		if len(rest) > depth {
			c.opts, c.rest, e, ok = opts, rest[depth+1:], sub, true
		}
	}
	return e, ok
}

// split parts options from other words.
func split(e entry, args []string) (opts []option, rest []string) {
	for i := 0; i < len(args); i++ {
		arg := args[i]
		switch {
		case arg == "--":
			return opts, append(rest, args[i+1:]...)
		case strings.HasPrefix(arg, "/p:"): // as dotnet has it
			name, _, _ := strings.Cut(arg[1:], "=")
			opts = append(opts, option{name: name, text: arg})
		case len(arg) < 2 || arg[0] != '-' && (i != 0 || !e.isBundle(arg)):
			rest = append(rest, arg)
			if e.early {
				return opts, append(rest, args[i+1:]...)
			}
		case strings.HasPrefix(arg, "--") || e.words:
			o := option{text: arg}
			o.name, o.value, o.hasValue = strings.Cut(strings.TrimLeft(arg, "-"), "=")
			if !o.hasValue && e.wants(o.name) && i+1 < len(args) {
				i++
				o.value, o.hasValue = args[i], true
			}
			opts = append(opts, o)
		default:
			bundle, used := e.bundle(strings.TrimPrefix(arg, "-"), args[i+1:])
			opts, i = append(opts, bundle...), i+used
		}
	}
	return opts, rest
}

// bundle takes a word such as -xzf apart, with the value of its last letter. It says how many further words it used.
func (e entry) bundle(letters string, next []string) (opts []option, used int) {
	if _, ok := find(e.flags, letters); ok && len(letters) > 1 && !e.dashless { // one dash and a word, such as -qq
		return []option{{name: letters, text: "-" + letters}}, 0
	}
	for i, r := range letters {
		name := string(r)
		o := option{name: name, text: "-" + name}
		after := letters[i+len(name):]
		if !e.knows(name) && i == 0 {
			return []option{{name: letters, text: "-" + letters}}, 0
		}
		attached := e.attaches(name)
		if !e.wants(name) && !attached {
			opts = append(opts, o)
			continue
		}
		switch {
		case after != "":
			o.value, o.hasValue = strings.TrimPrefix(after, "="), true
		case !attached && len(next) > 0:
			o.value, o.hasValue, used = next[0], true, 1
		}
		return append(opts, o), used
	}
	return opts, 0
}

// isBundle says whether the word is options without a dash, as tar takes them.
func (e entry) isBundle(word string) bool {
	return e.dashless && strings.Trim(word, "xctzjJvfpP") == "" && strings.ContainsAny(word, "xct")
}

func (e entry) knows(name string) bool {
	_, inFlags := find(e.flags, name)
	_, inModes := find(e.modes, name)
	return inFlags || inModes || hasName(e.takes, name)
}

// wants says whether the option takes the word after it as its value.
func (e entry) wants(name string) bool {
	f, ok := find(e.flags, name)
	return ok && strings.Contains(f.says, "%s") && f.alone == "" || hasName(e.takes, name)
}

// inner describes a command that this one runs.
func (c call) inner(args []string) string {
	return c.tell(call{args: args, raw: c.rawOf(args), piped: c.piped, here: c.here, lines: c.lines, depth: c.depth})
}

// rawOf is the end of raw that belongs to the last words of the command.
func (c call) rawOf(args []string) []string {
	n := len(c.args) - len(args)
	if len(c.raw) != len(c.args) || n < 0 || !slices.Equal(c.args[n:], args) {
		return nil
	}
	return c.raw[n:]
}

func (e entry) attaches(name string) bool {
	f, ok := find(e.flags, name)
	return ok && f.alone != ""
}

func find(flags []flag, name string) (flag, bool) {
	for _, f := range flags {
		if hasName(f.names, name) {
			return f, true
		}
	}
	return flag{}, false
}

// hasName looks for a name in a list with blanks between.
func hasName(names, name string) bool {
	for names != "" && name != "" {
		i := strings.Index(names, name)
		if i < 0 {
			return false
		}
		end := i + len(name)
		if (i == 0 || names[i-1] == ' ') && (end == len(names) || names[end] == ' ') {
			return true
		}
		names = names[end:]
	}
	return false
}

// value is the value of the first of these options that has one.
func (c call) value(names string) (string, bool) {
	for _, o := range c.opts {
		if hasName(names, o.name) && o.hasValue {
			return o.value, true
		}
	}
	return "", false
}

func (c call) has(names string) bool {
	for _, o := range c.opts {
		if hasName(names, o.name) {
			return true
		}
	}
	return false
}
