package explain

import "strings"

// findNames looks for names that nothing declares. With include or a second document, others may declare them.
func (f *composeFile) findNames(s composeService) []Finding {
	if f.top("include") != nil || len(f.roots) > 1 {
		return nil
	}
	var all []Finding
	missing := func(line int, what, name, fix string) {
		all = append(all, Finding{
			ID: "compose-undefined-name", Severity: Warning, Line: line, End: line,
			What: s.name + " names the " + what + " " + shortText(name) + ", and this file declares none of that name.",
			Why:  "On its own, Compose refuses the file.", Fix: fix, Lesson: lessonCompose,
		})
	}
	for _, key := range []string{"volumes", "networks", "secrets", "configs"} {
		for name, line := range s.uses(key) {
			declared := f.top(key)
			if name == "" || strings.Contains(name, "$") || key == "networks" && name == "default" || declared != nil && declared.get(name) != nil {
				continue
			}
			fix := "Add " + name + ": below " + key + ": at the left edge of the file."
			if key == "volumes" {
				fix += " If you mean a folder, write ./" + name + "."
			}
			missing(line, strings.TrimSuffix(key, "s"), name, fix)
		}
	}
	for name, line := range s.uses("depends_on") {
		if _, ok := f.serviceNamed(name); !ok && name != "" && !strings.Contains(name, "$") {
			var names []string
			for _, other := range f.services() {
				names = append(names, other.name)
			}
			fix := "Name one of " + wordList(names) + "."
			if near := nearestWord(name, names); near != "" {
				fix = "Did you mean " + near + "?"
			}
			missing(line, "service", name, fix)
		}
	}
	return all
}

// uses are the names that a service mentions in a list or a mapping, with their lines.
func (s composeService) uses(key string) map[string]int {
	names := map[string]int{}
	v := s.value.get(key)
	if v == nil {
		return names
	}
	for _, e := range v.entries() {
		switch key {
		case "volumes":
			names[mountSource(e)] = e.line
		case "secrets", "configs":
			names[grantSource(e)] = e.line
		default:
			names[e.real().text] = e.line
		}
	}
	for _, p := range v.real().pairs {
		if p.key != mergeKey && !strings.HasPrefix(p.key, "x-") && p.value.scalar("required") != "false" {
			names[p.key] = p.line
		}
	}
	return names
}

// findAcross looks at the services together.
func (f *composeFile) findAcross() []Finding {
	all := f.samePorts()
	var unrestarted, unlimited []string
	var restartAt, limitAt composeService
	ends := f.ending()
	for _, s := range f.services() {
		if ends[s.name] || !runsOn(s) {
			continue
		}
		if s.value.get("restart") == nil && (s.value.get("deploy") == nil || s.value.get("deploy").get("restart_policy") == nil) {
			if len(unrestarted) == 0 {
				restartAt = s
			}
			unrestarted = append(unrestarted, s.name)
		}
		if !limited(s) {
			if len(unlimited) == 0 {
				limitAt = s
			}
			unlimited = append(unlimited, s.name)
		}
	}
	if len(unrestarted) > 0 {
		all = append(all, Finding{
			ID: "compose-no-restart", Severity: Advice, Line: restartAt.line, End: restartAt.line,
			What: "No restart is set for " + wordList(unrestarted) + ".", Why: "When the program ends, or the machine starts again, nobody starts it. That is fine while you develop, and not in production.",
			Fix: "For production, add restart: unless-stopped.", Lesson: lessonProduction,
		})
	}
	if len(unlimited) > 0 {
		all = append(all, Finding{
			ID: "compose-no-limits", Severity: Advice, Line: limitAt.line, End: limitAt.line,
			What: "No limit of memory is set for " + wordList(unlimited) + ".", Why: "One service that goes wrong can take all the memory of the machine, and the others go down with it.",
			Fix: "Add deploy: resources: limits: memory: with what the service needs, or mem_limit.", Lesson: lessonProduction,
		})
	}
	return all
}

// runsOn says whether a service is there to stay, and no tool behind a profile.
func runsOn(s composeService) bool {
	return s.value.get("profiles") == nil && s.value.get("extends") == nil && s.value.get("provider") == nil &&
		(s.value.get("image") != nil || s.value.get("build") != nil)
}

// ending are the services of which another one waits for the end.
func (f *composeFile) ending() map[string]bool {
	ends := map[string]bool{}
	for _, s := range f.services() {
		if d := s.value.get("depends_on"); d != nil {
			for _, p := range d.real().pairs {
				ends[p.key] = ends[p.key] || p.value.scalar("condition") == "service_completed_successfully"
			}
		}
	}
	return ends
}

func limited(s composeService) bool {
	if s.value.get("mem_limit") != nil {
		return true
	}
	n := s.value.get("deploy")
	for _, key := range []string{"resources", "limits", "memory"} {
		if n != nil {
			n = n.get(key)
		}
	}
	return n != nil
}

// samePorts looks for two services that want the same port of the machine.
func (f *composeFile) samePorts() []Finding {
	var all []Finding
	taken := map[string]string{}
	for _, s := range f.services() {
		v := s.value.get("ports")
		if v == nil || s.value.get("profiles") != nil {
			continue
		}
		for _, e := range v.entries() {
			p := portOf(e)
			if p.published == "" || p.published == "0" || isRange(p.published) || strings.Contains(p.published+p.host, "$") {
				continue
			}
			key := p.host + " " + p.published + " " + strings.TrimSuffix(strings.ToLower(p.protocol), "tcp")
			other, ok := taken[key]
			taken[key] = s.name
			if !ok || other == s.name {
				continue
			}
			all = append(all, Finding{
				ID: "compose-same-host-port", Severity: Warning, Line: e.line, End: e.end,
				What: s.name + " wants port " + p.published + " of the machine, and so does " + other + ".", Why: "Only one of them can have it; the other one does not start.",
				Fix: "Choose another number on the left side. The one on the right can stay.", Lesson: lessonCompose,
			})
		}
	}
	return all
}
