package explain

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// composeEntry is a NAME and its value, from a mapping or from a list of NAME=VALUE.
type composeEntry struct {
	name  string
	value string
	given bool // it has a value
	line  int
	node  *yamlNode
	text  string // as it stands in the file
}

// namedEntries reads both forms of environment, args, labels and the like; merged keys are left to where they stand.
func namedEntries(n *yamlNode) []composeEntry {
	n = n.real()
	var all []composeEntry
	for _, p := range n.pairs {
		v := p.value.real()
		if p.key == mergeKey {
			continue
		}
		value := v.text
		if v.kind != yamlScalar {
			value = v.flow()
		}
		all = append(all, composeEntry{name: p.key, value: value, given: !v.null, line: p.line, node: v, text: pairText(p)})
	}
	for _, e := range n.list {
		name, value, given := strings.Cut(e.real().text, "=")
		all = append(all, composeEntry{name: name, value: value, given: given, line: e.line, node: e.real(), text: e.flow()})
	}
	return all
}

func environmentSays(f *composeFile, k composeKey) composeSaid {
	entries := namedEntries(k.value)
	said := composeSaid{says: "Sets " + countOf(len(entries), "environment variable") + " in the container.", whole: true}
	said.says = sentences(said.says, f.once("The app reads them when it runs, so the same image serves everywhere."))
	for _, p := range k.value.pairs {
		if p.key == mergeKey {
			said.parts = append(said.parts, Part{Text: "<<: " + p.value.flow(), Says: f.merge(composeKey{path: []string{mergeKey}, pair: p, value: p.value.real()}).says})
		}
	}
	for _, e := range entries[:min(len(entries), maxParts)] {
		says := sentences(knownSetting(e.name, parseImage(k.owner().scalar("image")).base), e.source())
		if host := f.hostIn(e.value, k.service()); host != "" {
			says += " The address in it, " + host + ", is the name of a service."
		}
		said.parts = append(said.parts, Part{Text: e.text, Says: says})
	}
	return said
}

// source says where the value comes from.
func (e composeEntry) source() string {
	vars := variablesOf(e.value)
	switch {
	case !e.given:
		return "Passed through: it gets the value that it has in your shell or in .env. Where neither has one, the container does not get it at all."
	case e.value == "":
		return "Set here, to an empty text."
	case len(vars) == 0 && secretSetting(e):
		return "Set here, in plain text."
	case len(vars) == 0:
		return "Set here, to " + shortText(strings.ReplaceAll(e.value, "$$", "$")) + "."
	case vars[0].whole == e.value && vars[0].name == e.name && vars[0].op == "":
		return "Comes from the variable of the same name in your shell or in .env; where it is not set, Compose warns and sets it to an empty text."
	case vars[0].whole == e.value:
		return variableNotes(e.value)
	}
	return "Put together from text and variables. " + variableNotes(e.value)
}

var hostPart = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?://|@)([A-Za-z0-9_.-]+)(?:[:/,?]|$)`) })

// hostIn is the name of another service that a value has as an address, or "".
func (f *composeFile) hostIn(value, self string) string {
	for _, m := range hostPart().FindAllStringSubmatch(value, -1) {
		if _, ok := f.serviceNamed(m[1]); ok && m[1] != self {
			return m[1]
		}
	}
	return ""
}

// knownSetting says what a variable is to the programs that many Compose files use.
func knownSetting(name, image string) string {
	type key struct{ image, name string }
	return map[key]string{
		{"postgres", "POSTGRES_USER"}:             "Names the user with all rights, made when the database is new.",
		{"postgres", "POSTGRES_PASSWORD"}:         "The password of that user, set when the database is new. Changing it later does not change the database.",
		{"postgres", "POSTGRES_DB"}:               "Names the database that is made at the first start.",
		{"mysql", "MYSQL_ROOT_PASSWORD"}:          "The password of root, set when the database is new. Changing it later does not change the database.",
		{"mysql", "MYSQL_DATABASE"}:               "Names the database that is made at the first start.",
		{"mysql", "MYSQL_USER"}:                   "Names a user for that database, made when it is new.",
		{"mysql", "MYSQL_PASSWORD"}:               "The password of that user.",
		{"mariadb", "MARIADB_ROOT_PASSWORD"}:      "The password of root, set when the database is new. Changing it later does not change the database.",
		{"mariadb", "MARIADB_DATABASE"}:           "Names the database that is made at the first start.",
		{"mongo", "MONGO_INITDB_ROOT_USERNAME"}:   "Names the user with all rights, made when the database is new.",
		{"mongo", "MONGO_INITDB_ROOT_PASSWORD"}:   "The password of that user, set when the database is new.",
		{"rabbitmq", "RABBITMQ_DEFAULT_USER"}:     "Names the first user.",
		{"rabbitmq", "RABBITMQ_DEFAULT_PASS"}:     "The password of the first user.",
		{"postgres", "POSTGRES_PASSWORD_FILE"}:    "The file with the password, such as a secret.",
		{"postgres", "PGDATA"}:                    "The folder in the container where the database keeps its files.",
		{"postgres", "POSTGRES_HOST_AUTH_METHOD"}: "How the database asks for passwords; trust means not at all.",
	}[key{image, name}]
}

func envFileSays(_ *composeFile, k composeKey) composeSaid {
	said := composeSaid{says: "Reads environment variables for the container from a file, one NAME=value on each line. What environment sets counts more.", whole: true}
	entries := k.value.entries()
	if len(entries) == 0 && k.value.kind == yamlMap {
		entries = []*yamlNode{k.value}
	}
	for _, e := range entries {
		path := e.said()
		says := "All variables in " + path + " reach the container. Compose stops when the file is missing."
		if e.real().kind == yamlMap {
			path = shortText(e.scalar("path"))
			says = "All variables in " + path + " reach the container. Compose stops when the file is missing."
			if e.scalar("required") == "false" {
				says = "All variables in " + path + " reach the container. Compose goes on when the file is missing."
			}
			if e.scalar("format") == "raw" {
				says += " Values are taken as they are, with quotes and dollar signs."
			}
		}
		said.parts = append(said.parts, Part{Text: e.flow(), Says: says})
	}
	if len(said.parts) > 1 {
		said.says += " Where two files set the same variable, the last one counts."
	}
	return said
}

func argsSays(_ *composeFile, k composeKey) composeSaid {
	said := composeSaid{says: "Gives values to ARG instructions of the Dockerfile. They exist while the image is built, and show in its history: no place for secrets.", whole: true}
	for _, e := range namedEntries(k.value) {
		says := e.source()
		if !e.given {
			says = "Passed through from your shell or from .env; where neither has it, the default in the Dockerfile counts."
		}
		said.parts = append(said.parts, Part{Text: e.text, Says: says})
	}
	return said
}

func labelsSays(_ *composeFile, k composeKey) composeSaid {
	said := composeSaid{says: "Adds labels to the container. Docker does nothing with them; people and other programs read them.", whole: true}
	if k.name() == "sysctls" {
		said.says = "Sets the kernel's own settings, as far as they count for this container alone."
	}
	for _, e := range namedEntries(k.value) {
		says := "Sets " + shortText(e.name) + " to " + shortText(e.value) + "."
		if i := slices.IndexFunc(labelReaders, func(r [2]string) bool { return strings.HasPrefix(e.name, r[0]) }); i >= 0 {
			says += " " + labelReaders[i][1] + " reads it."
		}
		said.parts = append(said.parts, Part{Text: e.text, Says: says})
	}
	return said
}

// labelReaders are the programs that labels with these beginnings are for.
var labelReaders = [][2]string{
	{"traefik.", "Traefik, a program that hands requests on to services,"},
	{"com.centurylinklabs.watchtower.", "Watchtower, a program that updates containers,"},
	{"caddy", "Caddy, a web server that hands requests on to services,"},
}
