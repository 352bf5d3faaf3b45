package explain

import (
	"slices"
	"strings"
)

// composeSaid is what is said about a key.
type composeSaid struct {
	says  string
	parts []Part
	whole bool // the parts say everything: no item for the keys below
}

// composeRule says what a key does, from its own value.
type composeRule func(f *composeFile, k composeKey) composeSaid

// items explains the keys of a mapping, and those below them.
func (f *composeFile) items(n *yamlNode, path []string) []Item {
	return f.itemsOf(n, path, n)
}

func (f *composeFile) itemsOf(n *yamlNode, path []string, root *yamlNode) []Item {
	var all []Item
	for _, p := range n.pairs {
		k := composeKey{path: append(slices.Clone(path), p.key), pair: p, value: p.value.real(), root: root}
		said := f.said(k)
		deeper := !said.whole && p.value.alias == "" && k.value.kind == yamlMap && len(k.value.pairs) > 0 && opensItems(k)
		item := Item{Start: p.line, End: p.end, Name: k.full(), Says: said.says, Parts: said.parts}
		if deeper {
			item.End = p.line
		}
		item.Text = f.block(item.Start, item.End)
		item.Says = sentences(f.marks(k), item.Says, f.notes(k, deeper))
		all = append(all, item)
		if deeper {
			all = append(all, f.itemsOf(k.value, k.path, root)...)
		}
	}
	return all
}

// said asks the rule for the key; a key without one is said as what it is.
func (f *composeFile) said(k composeKey) composeSaid {
	if f.strange[k.pair.line] == k.name() {
		return composeSaid{says: "The tutor knows no key of this name here, and neither does Compose up to the version that it was made for, which refuses the file. Its value is " + k.value.said() + ".", whole: true}
	}
	switch tag := k.pair.value.tag; {
	case tag == "!reset":
		return composeSaid{says: "Takes away what the files before this one have set for " + k.name() + "."}
	case k.name() == mergeKey:
		return f.merge(k)
	case strings.HasPrefix(k.name(), "x-"):
		return f.extension(k)
	}
	if rule := composeRules()[k.pattern()]; rule != nil {
		said := rule(f, k)
		if k.pair.value.tag == "!override" {
			said.says = sentences(said.says, "Replaces what the files before this one have set, where Compose would otherwise join both.")
		}
		return said
	}
	if text := simpleSays(k); text != "" {
		return composeSaid{says: text, parts: plainParts(k.value), whole: true}
	}
	return composeSaid{says: "Sets " + strings.ReplaceAll(k.name(), "_", " ") + " to " + k.value.said() + ".", whole: true}
}

// pattern is the path with a star for each name that the file chooses. A job has the keys of a service.
func (k composeKey) pattern() string {
	parts := slices.Clone(k.path)
	if len(parts) > 1 && slices.Contains([]string{"services", "jobs", "networks", "volumes", "secrets", "configs", "models"}, parts[0]) {
		parts[1] = "*"
		if parts[0] == "jobs" && (len(parts) < 3 || parts[2] != "triggers") && len(parts) > 2 {
			parts[0] = "services"
		}
	}
	return strings.Join(parts, ".")
}

// opensItems says whether the keys below a key are items of their own.
func opensItems(k composeKey) bool {
	switch k.pattern() {
	case "services", "services.*", "jobs", "jobs.*", "networks", "networks.*", "volumes", "volumes.*", "secrets", "secrets.*",
		"configs", "configs.*", "models", "models.*", "services.*.build", "services.*.healthcheck", "services.*.logging",
		"services.*.deploy", "services.*.deploy.resources", "services.*.deploy.resources.limits", "services.*.deploy.resources.reservations",
		"services.*.deploy.restart_policy", "services.*.deploy.update_config", "services.*.deploy.rollback_config",
		"services.*.deploy.placement", "services.*.develop", "services.*.blkio_config", "networks.*.ipam", "jobs.*.triggers":
		return true
	}
	return false
}

// marks says what an alias stands for, or what an anchor is for.
func (f *composeFile) marks(k composeKey) string {
	switch v := k.pair.value; {
	case v.alias != "":
		return "The value is what &" + v.alias + " marks on line " + itoa(v.target.mark) + "."
	case v.anchor != "" && !strings.HasPrefix(k.name(), "x-"):
		return f.anchorSays(v.anchor)
	}
	return ""
}

// notes says where the variables of a value come from.
func (f *composeFile) notes(k composeKey, deeper bool) string {
	if deeper || saysVariables(k) {
		return ""
	}
	return variableNotes(k.pair.value.scalars()...)
}

// once is a sentence that is said for the first key of its kind, and not again for each that follows.
func (f *composeFile) once(sentence string) string {
	if f.saidOnce[sentence] {
		return ""
	}
	f.saidOnce[sentence] = true
	return sentence
}

// saysVariables says whether the rule of a key has said already where its variables come from.
func saysVariables(k composeKey) bool {
	p := k.pattern()
	return p == "services.*.environment" || p == "services.*.build.args"
}

func (f *composeFile) anchorSays(name string) string {
	lines := f.aliases[name]
	if len(lines) == 0 {
		return "&" + name + " gives the value a name, so that *" + name + " could stand for it; nothing in the file uses it."
	}
	return "&" + name + " gives the value a name: *" + name + " stands for it on " + lineWords(lines) + "."
}

func lineWords(lines []int) string {
	var words []string
	for _, l := range lines {
		if w := itoa(l); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	if len(words) == 1 {
		return "line " + words[0]
	}
	return "lines " + wordList(words)
}

// merge explains <<, which takes over keys.
func (f *composeFile) merge(k composeKey) composeSaid {
	froms := []*yamlNode{k.pair.value}
	if k.pair.value.alias == "" && k.value.kind == yamlList {
		froms = k.value.list
	}
	var names []string
	for _, from := range froms {
		for _, p := range from.real().pairs {
			if !slices.Contains(names, p.key) {
				names = append(names, p.key)
			}
		}
	}
	where := ""
	if len(froms) > 1 {
		var marks []string
		for _, from := range froms {
			marks = append(marks, "*"+from.alias)
		}
		where = " The mappings are " + wordList(marks) + "; where two have the same key, the first one counts."
	}
	return composeSaid{says: "Takes over the keys of another mapping: " + wordList(names) + ". A key that is written here itself counts more." + where, whole: true}
}

// extension explains an x- key, which Compose leaves alone.
func (f *composeFile) extension(k composeKey) composeSaid {
	says := "Compose ignores keys that begin with x-: this one holds something for people or for other programs."
	if v := k.pair.value; v.anchor != "" {
		says = "Compose ignores keys that begin with x-, so this is a place for what several services share. " + f.anchorSays(v.anchor)
	}
	return composeSaid{says: says, parts: plainParts(k.value), whole: true}
}

// plainParts are the entries of a value as they are, where there is nothing to say about each.
func plainParts(n *yamlNode) []Part {
	var parts []Part
	for _, p := range n.pairs {
		parts = append(parts, Part{Text: pairText(p), Says: "Sets " + p.key + " to " + p.value.said() + "."})
	}
	return parts[:min(len(parts), maxParts)]
}

// maxParts bounds the parts of one item.
const maxParts = 500

// block is the lines of an item, without their common indentation.
func (f *composeFile) block(start, end int) string {
	lines := slices.Clone(f.lines[start-1 : min(max(end, start), len(f.lines))])
	indent := len(lines[0]) - len(strings.TrimLeft(lines[0], " "))
	for i, l := range lines {
		cut := min(indent, len(l)-len(strings.TrimLeft(l, " ")))
		lines[i] = strings.TrimRight(l[cut:], " \t")
	}
	return strings.Join(lines, "\n")
}

// sentences joins sentences, leaving out what is empty.
func sentences(parts ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return s == "" }), " ")
}
