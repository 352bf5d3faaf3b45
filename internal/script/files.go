package script

import (
	"strings"
	"sync"
)

var recursive = flag{names: "R r recursive", says: "with everything inside"}

// filePrograms make, move, change and remove files.
func filePrograms() map[string]entry {
	return map[string]entry{
		"rm":    {make: remove, flags: []flag{{names: "r R recursive f force v verbose", says: ""}}},
		"rmdir": {says: "removes the empty folders {files}"},
		"mkdir": {says: "makes the folder {all}", make: mkdir, takes: "m mode", flags: []flag{{names: "p parents v verbose", says: ""}}},
		"mv":    {says: "moves {but} to {last}", flags: []flag{{names: "f force", says: "writing over what is there"}, {names: "v", says: ""}, {names: "n no-clobber", says: "leaving what is there"}}},
		"cp": {says: "copies {but} to {last}", flags: []flag{
			{names: "r R recursive", says: "with everything inside"},
			{names: "a archive", says: "with everything inside, owners and dates too"},
			{names: "p preserve", says: "with their owners and dates", alone: "with their owners and dates"},
			{names: "f force", says: "writing over what is there"},
			{names: "n no-clobber", says: "leaving what is there"},
			{names: "L dereference", says: "the files themselves and not links to them"},
			{names: "v u T", says: ""},
			{names: "parents", says: "with their folders"},
			{names: "t target-directory", says: "into %s"},
		}},
		"ln":       {make: linked, flags: []flag{{names: "s symbolic", says: ""}, {names: "f force", says: ""}, {names: "n T v r", says: ""}}},
		"touch":    {says: "makes the empty file {all}, or sets its date to now if it is there", flags: []flag{{names: "d t r", says: "with the date %s"}}},
		"chmod":    {make: chmod, flags: []flag{recursive, {names: "v f c", says: ""}}},
		"chown":    {make: chown, flags: []flag{recursive, {names: "v f c", says: ""}, {names: "h no-dereference", says: "links themselves and not what they lead to"}}},
		"chgrp":    {says: "gives {after} to the group {1}", flags: []flag{recursive, {names: "f v", says: ""}}},
		"install":  {make: installFile, flags: installFlags, takes: "S"},
		"find":     {make: findFiles, words: true},
		"ls":       {says: "lists {files|this folder}", flags: []flag{{names: "l a h t r A R 1 S", says: ""}}},
		"du":       {says: "prints how much room {files|this folder} takes", flags: []flag{{names: "s h a c", says: ""}}},
		"stat":     {says: "prints what is known of the file {all}", takes: "c format"},
		"readlink": {says: "prints where the link {all} leads to", flags: []flag{{names: "f e m", says: ""}}},
		"realpath": {says: "prints the full path of {all}"},
		"basename": {says: "prints the last part of the path {1}"},
		"dirname":  {says: "prints the folder of the path {1}"},
		"mktemp":   {says: "makes a new temporary file {all}", bare: "makes a new temporary file and prints its name", modes: []flag{{names: "d", says: "makes a new temporary folder and prints its name"}}},
		"setcap":   {says: "allows the program {2} what otherwise only root may do: {1}"},
		"file":     {says: "prints what kind of file {all} is"},
		"truncate": {says: "sets the size of {all}", flags: []flag{{names: "s size", says: "to %s"}}},
		"mknod":    {says: "makes the device file {1}"},
		"dd":       {says: "copies bytes: {all}"},
		"dos2unix": {says: "gives {all} the line ends of Linux", flags: []flag{quietly}},
		"tree":     {says: "draws what is in {files|this folder}"},
		"mount":    {says: "mounts {all}"},
		"shred":    {says: "writes over {all} so that it cannot be read again"},
	}
}

var installFlags = []flag{{names: "m mode", says: "with the permissions %s"}, {names: "o owner", says: "owned by %s"}, {names: "g group", says: "of the group %s"}, {names: "D", says: "making the folders it needs"}, {names: "d directory", says: ""}, {names: "t target-directory", says: "into %s"}, {names: "v p s c", says: ""}}

// leftovers are what a build leaves behind and an image does not need.
var leftovers = []struct{ path, what string }{
	{"/var/lib/apt/lists", "the lists of packages"},
	{"/var/cache/apt", "the package files that were downloaded"},
	{"/var/cache/apk", "the package index"},
	{"/var/cache/yum", "what was downloaded for packages"},
	{"/var/cache/dnf", "what was downloaded for packages"},
	{"/var/cache", "what programs keep for later"},
	{"/root/.cache", "what programs keep for later"},
	{"~/.cache", "what programs keep for later"},
	{"/root/.npm", "what npm downloaded"},
	{"~/.npm", "what npm downloaded"},
	{"/root/.m2", "what Maven downloaded"},
	{"/tmp", "temporary files"},
	{"/var/tmp", "temporary files"},
	{"/var/log", "logs"},
	{"/usr/share/doc", "manuals"},
	{"/usr/share/man", "manuals"},
	{"/usr/src", "source"},
	{"/etc/apt/sources.list.d", "where more packages come from"},
}

func leftover(word string) string {
	for _, l := range leftovers {
		if word == l.path || strings.HasPrefix(word, l.path+"/") {
			return l.what
		}
	}
	return ""
}

// remove says which leftovers go, and why they should.
func remove(c call) string {
	var named, plain []string
	for _, word := range c.rest {
		if what := leftover(word); what != "" && what != "source" && !strings.Contains(word, "sources.list") {
			named = appendLeftover(named, what, word)
		} else {
			plain = append(plain, dotted(word))
		}
	}
	e := entry{flags: []flag{{names: "r R recursive f force v verbose rf", says: ""}}}
	switch {
	case len(c.rest) == 0:
		return "removes nothing"
	case len(plain) == 0:
		return e.with(c, "removes "+list(named)) + ", which would only make the layer larger"
	}
	all := list(append(plain, named...))
	if c.has("r R recursive") && len(plain) > 0 {
		return e.with(c, "removes "+all) + ", with all that is in there"
	}
	return e.with(c, "removes "+all)
}

// appendLeftover adds a word to a list such as "temporary files (/tmp/*)", where others of its kind are already.
func appendLeftover(named []string, what, word string) []string {
	for i, have := range named {
		if strings.HasPrefix(have, what+" (") {
			named[i] = strings.TrimSuffix(have, ")") + ", " + word + ")"
			return named
		}
	}
	return append(named, what+" ("+word+")")
}

func mkdir(c call) string {
	e := entry{flags: []flag{{names: "m mode", says: "with the permissions %s"}, {names: "v verbose p parents", says: ""}}}
	noun := "the folder "
	if len(c.rest) > 1 || strings.ContainsAny(strings.Join(c.rest, ""), "{") {
		noun = "the folders "
	}
	says := "makes " + noun + list(c.rest)
	if c.has("p parents") {
		says += ", and those above where they are missing"
	}
	return e.with(c, says)
}

func linked(c call) string {
	if len(c.rest) < 2 {
		return unknown(c)
	}
	n := len(c.rest) - 1
	says := "makes " + dotted(c.rest[n]) + " another name of " + list(c.rest[:n])
	if c.has("s symbolic") {
		says = "makes " + dotted(c.rest[n]) + " a link to " + list(c.rest[:n])
	}
	if to := c.rest[n]; strings.HasPrefix(c.rest[0], "/dev/std") && len(c.rest) == 2 {
		says = "makes " + to + " a link to " + c.rest[0] + ", so that what is written there appears in docker logs"
	}
	if c.has("f force") {
		says += ", in place of what is there"
	}
	return says
}

// modes are the usual permissions in words.
var modes = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"+x": "lets % be run as a program", "a+x": "lets everyone run % as a program", "u+x": "lets its owner run % as a program",
		"755": "lets everyone read and run %, and its owner change it", "0755": "lets everyone read and run %, and its owner change it",
		"644": "lets everyone read %, and its owner change it", "0644": "lets everyone read %, and its owner change it",
		"777": "lets everyone read, change and run %, which is more than is needed", "0777": "lets everyone read, change and run %, which is more than is needed",
		"600": "lets only the owner read and change %", "0600": "lets only the owner read and change %",
		"700": "lets only the owner use %", "0700": "lets only the owner use %", "400": "lets only the owner read %", "0400": "lets only the owner read %",
		"0440": "lets only the owner and the group read %", "440": "lets only the owner and the group read %",
		"1777": "lets everyone put files into %, and remove only their own", "a+rx": "lets everyone read and run %", "+rx": "lets everyone read and run %",
		"a+r": "lets everyone read %", "+r": "lets everyone read %", "go+r": "lets everyone read %", "go-w": "lets only the owner change %", "g+w": "lets the group change %",
		"g=u": "gives the group of % the rights of its owner", "g+rwX": "lets the group use and change %", "-x": "lets % no longer be run as a program",
		"555": "lets everyone read and run %, and nobody change it", "+w": "lets % be changed", "a+w": "lets everyone change %",
		"4755": "lets everyone run % with the rights of its owner (setuid)", "u+s": "lets everyone run % with the rights of its owner (setuid)",
		"770": "lets the owner and the group use and change %", "0770": "lets the owner and the group use and change %", "775": "lets everyone read and run %, and its owner and group change it",
		"666": "lets everyone read and change %", "664": "lets everyone read %, and its owner and group change it",
	}
})

func chmod(c call) string {
	words := c.rest
	e := entry{flags: []flag{recursive, {names: "v f c", says: ""}}}
	if len(c.args) > 1 && strings.HasPrefix(c.args[1], "-") && strings.Trim(c.args[1], "-rwxXst") == "" && c.args[1] != "-r" {
		words, c.opts = c.args[1:], nil // chmod -x FILE takes a permission away
	}
	if len(words) < 2 {
		return unknown(c)
	}
	what := files(words[1:])
	if says, ok := modes()[words[0]]; ok {
		return e.with(c, strings.Replace(says, "%", what, 1))
	}
	return e.with(c, "sets the permissions of "+what+" to "+words[0])
}

// chown says who gets the files: USER, USER:GROUP, :GROUP or USER: for the user's own group.
func chown(c call) string {
	if len(c.rest) < 2 {
		return unknown(c)
	}
	user, group, both := strings.Cut(c.rest[0], ":")
	if strings.HasPrefix(c.rest[0], "$") && strings.Contains(c.rest[0], ":-") {
		user, both = c.rest[0], false
	}
	to := "the user " + user
	switch {
	case user == "":
		to = "the group " + group
	case both && group == "":
		to += " and the user's group"
	case both:
		to += " and the group " + group
	}
	e := entry{flags: []flag{recursive, {names: "v f c", says: ""}, {names: "h no-dereference", says: "links themselves and not what they lead to"}}}
	return e.with(c, "gives "+files(c.rest[1:])+" to "+to)
}

func installFile(c call) string {
	e := entry{flags: installFlags}
	switch {
	case c.has("d directory"):
		return e.with(c, "makes the folder "+list(c.rest))
	case c.has("t target-directory") || len(c.rest) < 2:
		return e.with(c, "copies "+list(c.rest))
	}
	n := len(c.rest) - 1
	return e.with(c, "copies "+list(c.rest[:n])+" to "+c.rest[n])
}

// findFiles says where find looks, for what, and what becomes of it.
func findFiles(c call) string {
	var where, what []string
	does := "lists"
	args := c.args[1:]
	for len(args) > 0 && !strings.HasPrefix(args[0], "-") && args[0] != "(" && args[0] != "!" {
		where, args = append(where, dotted(args[0])), args[1:]
	}
	noun, complex := "files and folders", false
	for i := 0; i < len(args); i++ {
		value := ""
		if i+1 < len(args) {
			value = args[i+1]
		}
		switch args[i] {
		case "-type":
			noun = map[string]string{"f": "files", "d": "folders", "l": "symbolic links"}[value]
			if noun == "" {
				noun = "things of the type " + value
			}
			i++
		case "-name", "-iname":
			what = append(what, value)
			complex = complex || len(what) > 1
			i++
		case "-depth", "-print", "-print0", "-xdev", "-mount":
		case "-delete":
			does = "removes"
		case "-exec", "-execdir", "-ok":
			return findRuns(c, args[i+1:], foundFiles(noun, what, where, complex))
		default:
			complex = true
		}
	}
	return does + " the " + foundFiles(noun, what, where, complex)
}

func findRuns(c call, command []string, found string) string {
	words := []string{}
	for _, word := range command {
		if word == ";" || word == "+" {
			break
		}
		if word == "{}" {
			word = "it"
		}
		words = append(words, word)
	}
	return "for each of the " + found + ": " + c.inner(words)
}

// foundFiles names what find finds. Complex conditions are not taken apart: their order decides what they mean.
func foundFiles(noun string, what, where []string, complex bool) string {
	switch {
	case complex:
		noun = "files and folders that fit the conditions"
	case len(what) > 0:
		noun += " named " + joined(what, "or")
	}
	if len(where) == 0 {
		return noun + " in this folder"
	}
	return noun + " in " + list(where)
}
