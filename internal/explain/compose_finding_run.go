package explain

import (
	"regexp"
	"slices"
	"strconv"
	"sync"
)

// slowStarters are images that take a while until they answer, and have no health check of their own.
var slowStarters = []string{"postgres", "mysql", "mariadb", "mongo", "redis", "valkey", "rabbitmq", "elasticsearch", "cassandra", "memcached"}

// findDepends looks at what a service waits for.
func (f *composeFile) findDepends(s composeService) []Finding {
	p := s.value.pair("depends_on")
	if p == nil {
		return nil
	}
	var all []Finding
	for _, e := range p.value.entries() {
		other, ok := f.serviceNamed(e.real().text)
		if !ok {
			continue
		}
		checked := hasHealthcheck(other)
		if !checked && !slices.Contains(slowStarters, parseImage(other.value.scalar("image")).official()) {
			continue
		}
		fix := "Write condition: service_healthy below " + other.name + ": in place of the list entry."
		if !checked {
			fix = "Give " + other.name + " a healthcheck, and write condition: service_healthy below " + other.name + ": in place of the list entry."
		}
		all = append(all, Finding{
			ID: "compose-depends-on-without-health", Severity: Warning, Line: e.line, End: e.line,
			What: s.name + " waits until the container of " + other.name + " runs, not until " + other.name + " can answer.",
			Why:  "At a cold start " + s.name + " may come too early, find nobody and give up.", Fix: fix, Lesson: lessonCompose,
		})
	}
	for _, d := range p.value.real().pairs {
		other, ok := f.serviceNamed(d.key)
		if !ok || d.value.scalar("condition") != "service_healthy" || hasHealthcheck(other) || other.value.get("extends") != nil ||
			!slices.Contains(slowStarters, parseImage(other.value.scalar("image")).official()) {
			continue
		}
		all = append(all, Finding{
			ID: "compose-healthy-without-healthcheck", Severity: Warning, Line: d.line, End: d.end,
			What: s.name + " waits until " + other.name + " is healthy, and " + other.name + " has no healthcheck.",
			Why:  "The image " + shortText(other.value.scalar("image")) + " brings none either, so docker compose up ends with an error.",
			Fix:  "Give " + other.name + " a healthcheck.", Lesson: lessonMistakes,
		})
	}
	return all
}

func hasHealthcheck(s composeService) bool {
	h := s.value.get("healthcheck")
	if h == nil || testKind(h.get("test")) == "NONE" {
		return false
	}
	off := h.get("disable")
	return off == nil || !off.isTrue()
}

// findTest looks for a health check in the form of a list without the word that says how it is run.
func (f *composeFile) findTest(s composeService) []Finding {
	h := s.value.get("healthcheck")
	if h == nil {
		return nil
	}
	p := h.pair("test")
	kind := ""
	if p != nil {
		kind = testKind(p.value)
	}
	if kind == "" || slices.Contains([]string{"CMD", "CMD-SHELL", "NONE"}, kind) {
		return nil
	}
	return []Finding{{
		ID: "compose-healthcheck-form", Severity: Warning, Line: p.line, End: p.end,
		What: "The test of " + s.name + " is a list that begins with " + shortText(kind) + ".", Why: "The first word of such a list says how to run it, so Compose refuses the file.",
		Fix: "Write CMD as the first entry, and " + shortText(kind) + " as the second one.", Lesson: lessonCompose,
	}}
}

// databasePorts are the ports of programs that are no web pages, and often have no password or a weak one.
var databasePorts = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"5432": "PostgreSQL", "3306": "MySQL", "6379": "Redis", "27017": "MongoDB", "11211": "Memcached", "9200": "Elasticsearch",
		"1433": "SQL Server", "5672": "RabbitMQ", "9042": "Cassandra", "2375": "Docker itself", "6333": "Qdrant",
	}
})

var shortTarget = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d+:[0-5]?\d$`) })

// findPorts looks at single entries of ports.
func (f *composeFile) findPorts(s composeService) []Finding {
	v := s.value.get("ports")
	if v == nil {
		return nil
	}
	var all []Finding
	for _, e := range v.entries() {
		p := portOf(e)
		if what := databasePorts()[p.target]; what != "" && p.published != "" && p.everywhere() {
			all = append(all, Finding{
				ID: "compose-port-open-to-all", Severity: Warning, Line: e.line, End: e.end,
				What:   "Port " + p.target + " of " + s.name + ", that of " + what + ", is open to every network that the machine is in.",
				Why:    "Docker opens it past the firewall of many machines. Services of this file reach it by the name " + s.name + " without any published port.",
				Fix:    "Take the entry out, or write 127.0.0.1: before it, so that only this machine reaches it.",
				Lesson: lessonProduction,
			})
		}
		if p.bare && shortTarget().MatchString(e.real().text) {
			all = append(all, Finding{
				ID: "compose-unquoted-port", Severity: Advice, Line: e.line, End: e.end,
				What:   "The port " + e.real().text + " has no quotes.",
				Why:    "Some readers of YAML take two such numbers for one in base 60, as in hours and minutes. Compose of today does not, other programs may.",
				Fix:    `Write "` + e.real().text + `".`,
				Lesson: lessonCompose,
			})
		}
	}
	return all
}

// copies is how many containers of a service run; 1 where nothing is said or a variable says it.
func (s composeService) copies() int {
	for _, text := range []string{s.value.scalar("scale"), replicasOf(s)} {
		if n, err := strconv.Atoi(text); err == nil {
			return n
		}
	}
	return 1
}

func replicasOf(s composeService) string {
	if d := s.value.get("deploy"); d != nil {
		return d.scalar("replicas")
	}
	return ""
}

// findCopies looks for what only one container can have, in a service with several.
func (f *composeFile) findCopies(s composeService) []Finding {
	n := s.copies()
	if n < 2 {
		return nil
	}
	var all []Finding
	if p := s.value.pair("container_name"); p != nil {
		all = append(all, Finding{
			ID: "compose-name-with-replicas", Severity: Warning, Line: p.line, End: p.end,
			What: s.name + " shall run " + strconv.Itoa(n) + " times, and its container has the fixed name " + p.value.said() + ".",
			Why:  "Two containers cannot have the same name, so Compose refuses the file.", Fix: "Delete container_name.", Lesson: lessonProduction,
		})
	}
	if v := s.value.get("ports"); v != nil {
		for _, e := range v.entries() {
			p := portOf(e)
			if _, err := strconv.Atoi(p.published); err != nil || p.published == "0" {
				continue // none, a range or a variable
			}
			all = append(all, Finding{
				ID: "compose-port-with-replicas", Severity: Warning, Line: e.line, End: e.end,
				What: s.name + " shall run " + strconv.Itoa(n) + " times, and all its containers want port " + p.published + " of the machine.",
				Why:  "Only one can have it; the others do not start.",
				Fix:  "Publish the container port alone, or a range; or put one service in front that hands requests on.", Lesson: lessonProduction,
			})
		}
	}
	return all
}

// findPower looks for ways out of the container.
func (f *composeFile) findPower(s composeService) []Finding {
	var all []Finding
	if p := s.value.pair("privileged"); p != nil && p.value.isTrue() {
		all = append(all, Finding{
			ID: "compose-privileged", Severity: Warning, Line: p.line, End: p.end,
			What: s.name + " runs privileged.", Why: "Whoever breaks into it has the whole machine: the container reaches all devices and most of the kernel.",
			Fix: "Delete the line. If something then fails, give that single right with cap_add or devices.", Lesson: lessonProduction,
		})
	}
	v := s.value.get("volumes")
	if v == nil {
		return all
	}
	for _, e := range v.entries() {
		if !mountOf(e).dockerSocket() {
			continue
		}
		all = append(all, Finding{
			ID: "compose-docker-socket", Severity: Warning, Line: e.line, End: e.end,
			What: s.name + " gets the socket of Docker.", Why: "Through it, " + s.name + " can start a container with all files of the machine in it. That is as good as root, and read-only mounting does not change it.",
			Fix: "Do without it, or put a proxy between that lets only harmless requests through.", Lesson: lessonProduction,
		})
	}
	return all
}
