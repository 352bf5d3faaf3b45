package explain

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/shell"

	"tutor/internal/dockerfile"
)

// globalArgument is an ARG before the first FROM.
type globalArgument struct {
	line  int
	value *string
}

// globalScope is what a FROM sees.
type globalScope struct{ *explainer }

// Get is an argument that has a default.
func (g globalScope) Get(name string) (string, bool) {
	if a := g.args[name]; a.value != nil {
		return *a.value, true
	}
	return "", false
}

// Keys are the names of the arguments; BuildKit's expansion does without.
func (g globalScope) Keys() []string { return nil }

// expand replaces the variables of a word by what is known of them. One that is not known leaves the word as it is.
// at is nil for a FROM, where only the arguments before the first FROM count.
func (e *explainer) expand(word string, at *place) string {
	if !strings.Contains(word, "$") {
		return word
	}
	var known shell.EnvGetter = globalScope{e}
	if at != nil {
		known = at
	}
	result, err := shell.NewLex('\\').ProcessWordWithMatches(word, known)
	if err != nil || len(unknown(word, result)) > 0 || result.Result == "" {
		return word
	}
	return result.Result
}

func argsOf(in dockerfile.Instruction) []instructions.KeyValuePairOptional {
	if c, ok := in.Command.(*instructions.ArgCommand); ok {
		return c.Args
	}
	return nil
}

// globalArg explains an ARG before the first FROM.
func (e *explainer) globalArg(in dockerfile.Instruction) said {
	var out said
	for _, a := range argsOf(in) {
		out.add(defines(a))
	}
	out.add("Before the first FROM an argument counts in the FROM lines only; a stage that wants it, too, says ARG with its name again.")
	return out
}

func defines(a instructions.KeyValuePairOptional) string {
	if a.Value == nil {
		return "Takes the build argument " + a.Key + ", which is empty unless the build is started with --build-arg " + a.Key + "=..."
	}
	return "Defines the build argument " + a.Key + ": it is " + quoted(*a.Value) + " unless the build is started with --build-arg " + a.Key + "=..."
}

// quoted shows an empty value, and one with blanks.
func quoted(value string) string {
	if value == "" || strings.ContainsAny(value, " \t\n") {
		return `"` + oneLine(value) + `"`
	}
	return value
}

// arg explains an ARG in a stage.
// https://docs.docker.com/reference/dockerfile/#scope
func (e *explainer) arg(c *instructions.ArgCommand, at *place) said {
	var out said
	for _, a := range c.Args {
		global, isGlobal := e.args[a.Key]
		switch {
		case a.Value == nil && isGlobal:
			out.add(fmt.Sprintf("Makes the argument %s of line %d known in this stage.", a.Key, global.line))
			if global.value != nil {
				at.setArg(a.Key, *global.value)
			}
		case a.Value == nil && predefined(a.Key) != "":
			out.add("Makes " + a.Key + " known here, which BuildKit sets itself: " + predefined(a.Key) + ".")
		default:
			out.add(defines(a))
			if a.Value != nil {
				at.setArg(a.Key, *a.Value)
			}
		}
		if secretName(a.Key) {
			out.add("The value of a build argument can be read in the history of the image.")
		}
	}
	out.add("An argument counts from here to the end of the stage, while the image is built; a container does not have it.")
	return out
}

// predefined says what the arguments that BuildKit brings along hold.
// https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope
func predefined(name string) string {
	switch name {
	case "TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT":
		return "the kind of machine that the image is meant for"
	case "BUILDPLATFORM", "BUILDOS", "BUILDARCH", "BUILDVARIANT":
		return "the kind of machine that builds"
	case "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "FTP_PROXY", "ftp_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy":
		return "the proxy for the network of the build"
	case "SOURCE_DATE_EPOCH":
		return "the time that files and the image are dated with"
	}
	return ""
}

// env explains an ENV instruction.
func (e *explainer) env(c *instructions.EnvCommand, at *place) said {
	var out said
	for _, kv := range c.Env {
		value := e.expand(kv.Value, at)
		at.setEnv(kv.Key, value)
		if known := knownVariable(kv.Key, value); known != "" {
			out.add("Sets " + kv.Key + " to " + quoted(value) + ": " + known + ".")
		} else {
			out.add("Sets " + kv.Key + " to " + quoted(value) + ".")
		}
		if kv.NoDelim {
			out.add("Written with a blank in place of =, all the rest of the line is the value.")
		}
	}
	out.add("It holds for the instructions below and for each container of the image, unless it is started with -e " + c.Env[0].Key + "=...")
	return out
}

// knownVariable says what a well-known variable does.
func knownVariable(name, value string) string {
	switch name {
	case "PYTHONUNBUFFERED":
		return "Python prints each line at once, so that nothing is missing in docker logs"
	case "PYTHONDONTWRITEBYTECODE":
		return "Python writes no .pyc files beside the source"
	case "PIP_NO_CACHE_DIR":
		return "pip keeps no copy of what it downloads"
	case "PIP_DISABLE_PIP_VERSION_CHECK":
		return "pip does not look for a newer pip"
	case "DEBIAN_FRONTEND":
		return "apt-get asks no questions; as ENV it also holds in containers, where a build argument would not"
	case "NODE_ENV":
		return "Node.js packages and npm behave as for " + value
	case "PATH":
		return "programs in these folders are found by their name"
	case "LANG", "LC_ALL", "LANGUAGE":
		return "the language and the character set of programs"
	case "TZ":
		return "the time zone"
	case "CGO_ENABLED":
		if value == "0" {
			return "Go builds programs that need no C library"
		}
	case "GOOS", "GOARCH":
		return "the kind of machine that Go builds for"
	case "PYTHONPATH":
		return "Python looks for modules there, too"
	case "VIRTUAL_ENV":
		return "the virtual environment that Python tools use"
	case "PORT":
		return "the port that many apps and platforms read from it"
	}
	return ""
}

// label explains a LABEL instruction.
func label(c *instructions.LabelCommand) said {
	out := say("Notes on the image, for people and programs that look at it:")
	var notes []string
	for _, kv := range c.Labels {
		notes = append(notes, kv.Key+" is "+quoted(kv.Value))
	}
	out.says[0] += " " + wordList(notes) + "."
	out.add("Nothing in the container sees it.")
	return out
}

// variableNames are the variables that a word names and gives no default for.
func variableNames(word string) []string {
	if !strings.Contains(word, "$") {
		return nil
	}
	result, err := shell.NewLex('\\').ProcessWordWithMatches(word, &place{})
	if err != nil {
		return nil
	}
	return unknown(word, result)
}

// unknown are the variables of a word that have no value, neither a known one nor one that the word brings along.
func unknown(word string, result shell.ProcessWordResult) []string {
	var names []string
	for name := range result.Unmatched {
		if !strings.Contains(word, "${"+name+":-") && !strings.Contains(word, "${"+name+"-") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
