package script

import (
	"strings"
	"sync"
)

// shellPrograms are the shell's own commands, and programs that run another one.
func shellPrograms() map[string]entry {
	return map[string]entry{
		"sh":        {make: shell, takes: "c o O"},
		".":         {make: sourced},
		"set":       {make: setOptions},
		"shopt":     {says: "turns on the option {all} of bash", flags: []flag{{names: "s", says: ""}}, modes: []flag{{names: "u", says: "turns off the option {all} of bash"}}},
		"cd":        {says: "goes to the folder {1}, for the rest of these commands only", bare: "goes to the home folder, for the rest of these commands only"},
		"pushd":     {says: "goes to the folder {1} and remembers this one"},
		"popd":      {says: "goes back to the folder from before pushd"},
		"pwd":       {says: "prints which folder this is"},
		"true":      {says: "does nothing, and always counts as worked"},
		":":         {says: "does nothing, and always counts as worked"},
		"false":     {says: "does nothing, and always counts as failed"},
		"test":      {make: func(c call) string { return "looks whether " + testWords(c.args) }},
		"exit":      {make: exit},
		"return":    {says: "leaves the function"},
		"break":     {says: "leaves the loop"},
		"continue":  {says: "goes on with the next round of the loop"},
		"shift":     {says: "drops the first argument, so that the second becomes $1"},
		"read":      {says: "reads a line into {all}", flags: []flag{{names: "r s", says: ""}, {names: "p", says: "asking %s"}}},
		"unset":     {says: "forgets the variable {all}", flags: []flag{{names: "v f", says: ""}}},
		"export":    {says: "hands {all} to the programs that follow, for these commands only: ENV would last"},
		"eval":      {says: "puts its words together and runs them as a command: {all}"},
		"trap":      {make: trap},
		"wait":      {says: "waits until {all|what runs in the background} ends", bare: "waits until what runs in the background ends"},
		"umask":     {says: "lets new files be made without the permissions {1}"},
		"ulimit":    {says: "changes how much a program may use", bare: "prints how much a program may use"},
		"alias":     {says: "makes a short name for a command: {all}"},
		"hash":      {says: "forgets where programs were found", bare: "forgets where programs were found", flags: []flag{{names: "r", says: ""}}},
		"type":      {says: "says what {all} is, and fails when there is no such command"},
		"which":     {says: "prints where the program {all} is, and fails when there is none"},
		"command":   {early: true, make: command, flags: []flag{{names: "v V p", says: ""}}},
		"exec":      {early: true, takes: "a", make: execute},
		"env":       {early: true, takes: "u S", make: environment, flags: []flag{{names: "i", says: ""}}},
		"printenv":  {says: "prints the value of {all|every variable}", bare: "prints every environment variable"},
		"sleep":     {make: sleep},
		"time":      {early: true, make: inner("prints how long it takes: ")},
		"nohup":     {early: true, make: inner("even when the terminal goes away: ")},
		"nice":      {early: true, takes: "n", make: inner("with less right to the processor: ")},
		"timeout":   {early: true, takes: "k s", make: timeout},
		"tini":      {early: true, takes: "p", flags: []flag{{names: "g s v", says: ""}}, make: inner("starts tini, a small first process that passes signals on and clears up after ended processes, and under it ")},
		"eatmydata": {early: true, make: inner("without waiting for the disk: ")},
		"watch":     {early: true, takes: "n", make: inner("again and again: ")},
		"declare":   {says: "declares the variable {all}"},
		"local":     {says: "declares {all} inside this function only"},
		"let":       {says: "calculates {all}"},
		"getopts":   {says: "takes the next option from the arguments"},
	}
}

// inner explains a command that runs another one.
func inner(lead string) func(call) string {
	return func(c call) string {
		if len(c.rest) == 0 {
			return unknown(c)
		}
		return lead + c.inner(c.rest)
	}
}

// script is the text that the command hands to a shell of its own; empty when it hands none, or one that variables change.
func (c call) script() string {
	if len(c.args) == 0 {
		return ""
	}
	switch program(c.args[0]) {
	case "sh", "su":
	default:
		return ""
	}
	for i, arg := range c.args[1:] {
		if isScriptOption(arg) && i+2 < len(c.raw) {
			return c.raw[i+2]
		}
	}
	return ""
}

// isScriptOption says whether a word is -c, alone or with others as in -lc or -exc.
func isScriptOption(arg string) bool {
	return len(arg) > 1 && arg[0] == '-' && arg[1] != '-' && strings.HasSuffix(arg, "c") && strings.Trim(arg, "-celxuoip") == ""
}

// shell tells a script in a file from one in the arguments or from the pipe.
func shell(c call) string {
	for i, arg := range c.args[1:] {
		after := c.args[i+2:]
		switch {
		case isScriptOption(arg) && len(after) > 0:
			return "runs a script in a new shell" + c.inside(i+2)
		case arg == "-s":
			return shellReads(c, after)
		case arg == "-o" || arg == "-O":
			continue
		case !strings.HasPrefix(arg, "-") && (i == 0 || c.args[i] != "-o"):
			return "runs the shell script " + arg + argTail(after)
		}
	}
	return shellReads(c, nil)
}

func shellReads(c call, args []string) string {
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	switch {
	case c.here != "":
		return "runs " + following(c.lines) + ", up to " + c.here + ", as a shell script" + argTail(args)
	case c.piped:
		return "runs it as a shell script, whatever it says" + argTail(args)
	}
	return "starts a shell"
}

// inside says what the script of sh -c does, in short. The whole of it is explained after the command where there is room.
func (c call) inside(i int) string {
	if c.apart {
		return ""
	}
	if i >= len(c.raw) || c.raw[i] == "" {
		return ": " + c.args[i]
	}
	return ":" + c.summary(c.raw[i])
}

func sourced(c call) string {
	if len(c.args) < 2 {
		return unknown(c)
	}
	return "runs the lines of " + c.args[1] + " in this shell, so that variables set there stay set"
}

// What the options of set do, on and off.
var setLetters = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"e": "the script ends at the first command that fails",
		"u": "a variable that is not set counts as a mistake",
		"x": "each command is printed before it runs",
		"v": "each line is printed as it is read",
		"f": "* and ? mean only themselves", "a": "every variable is handed to the programs that are started",
		"o pipefail": "a pipe counts as failed when any command in it fails", "o errexit": "the script ends at the first command that fails",
		"o nounset": "a variable that is not set counts as a mistake", "o xtrace": "each command is printed before it runs",
	}
})

func setOptions(c call) string {
	var does []string
	args := c.args[1:]
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if len(arg) < 2 || arg[0] != '-' && arg[0] != '+' || arg == "--" {
			return "makes " + list(dropped(args[i:], "--")) + " the arguments of the script"
		}
		for _, letter := range arg[1:] {
			name := string(letter)
			if letter == 'o' && i+1 < len(args) {
				i++
				name += " " + args[i]
			}
			says, ok := setLetters()[name]
			switch {
			case !ok:
				says = "the shell option " + name + " is on"
				if arg[0] == '+' {
					says = "the shell option " + name + " is off"
				}
			case arg[0] == '+':
				says = "no longer: " + says
			}
			does = append(does, says)
		}
	}
	if len(does) == 0 {
		return "prints all variables"
	}
	return "from here on, " + list(does)
}

func dropped(words []string, word string) []string {
	if len(words) > 0 && words[0] == word {
		words = words[1:]
	}
	if len(words) == 0 {
		return []string{"nothing"}
	}
	return words
}

func exit(c call) string {
	switch {
	case len(c.args) < 2:
		return "ends the script"
	case c.args[1] == "0":
		return "ends the script, as worked"
	}
	return "ends the script with status " + c.args[1] + ", which counts as failed: a build stops there"
}

func trap(c call) string {
	if len(c.rest) < 2 {
		return unknown(c)
	}
	return "has " + quoted(c.rest[0]) + " run at " + list(c.rest[1:])
}

func command(c call) string {
	if c.has("v V") {
		return "looks whether there is a program " + list(c.rest)
	}
	return inner("")(c)
}

func execute(c call) string {
	if len(c.rest) == 0 {
		return "changes where the output of the commands that follow goes"
	}
	if c.rest[0] == "$@" {
		return "puts the command from the arguments in the place of the shell, so that signals reach it"
	}
	return "in the place of the shell, so that signals reach it, " + c.inner(c.rest)
}

func environment(c call) string {
	var sets []string
	words := c.args[1:]
	cleared := false
	for len(words) > 0 && (strings.HasPrefix(words[0], "-") || strings.Contains(words[0], "=")) {
		switch name, value, ok := strings.Cut(words[0], "="); {
		case ok && !strings.HasPrefix(name, "-"):
			sets = append(sets, name+" set to "+value)
		case name == "-i":
			cleared = true
		case name == "-u" && len(words) > 1:
			sets, words = append(sets, words[1]+" not set"), words[1:]
		}
		words = words[1:]
	}
	if len(words) == 0 {
		return "prints every environment variable"
	}
	says := c.inner(words)
	if cleared {
		says += ", without the variables from outside"
	}
	if len(sets) > 0 {
		says += ", with " + list(sets)
	}
	return says
}

func sleep(c call) string {
	if len(c.rest) == 0 {
		return unknown(c)
	}
	t := c.rest[0]
	switch {
	case t == "infinity" || t == "inf":
		return "waits for ever"
	case t == "1":
		return "waits one second"
	case strings.Trim(t, "0123456789.") == "":
		return "waits " + t + " seconds"
	}
	return "waits " + t
}

func timeout(c call) string {
	if len(c.rest) < 2 {
		return unknown(c)
	}
	limit := c.rest[0]
	if strings.Trim(limit, "0123456789.") == "" {
		limit += " seconds"
	}
	return "for " + limit + " at most, " + c.inner(c.rest[1:])
}
