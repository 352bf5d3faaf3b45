package explain

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// composePort is an entry of ports. Each part stands as in the file, variables not replaced.
type composePort struct {
	host, published, target, protocol string
	bare                              bool // a short form without quotes
	line                              int
	name, mode                        string
}

// portOf reads both forms of an entry.
// https://docs.docker.com/reference/compose-file/services/#ports
func portOf(e *yamlNode) composePort {
	n := e.real()
	if n.kind == yamlMap {
		return composePort{
			host: n.scalar("host_ip"), published: n.scalar("published"), target: n.scalar("target"),
			protocol: n.scalar("protocol"), line: n.line, name: n.scalar("name"), mode: n.scalar("mode"),
		}
	}
	p := composePort{bare: n.plain, line: n.line}
	text := n.text
	if parts := splitOutside(text, '/'); len(parts) == 2 {
		text, p.protocol = parts[0], parts[1]
	}
	parts := splitOutside(text, ':')
	last := len(parts) - 1
	p.target = parts[last]
	if last >= 1 {
		p.published = parts[last-1]
	}
	if last >= 2 {
		p.host = strings.Join(parts[:last-1], ":")
	}
	return p
}

// local says whether only this machine reaches the port.
func (p composePort) local() bool {
	host := strings.Trim(p.host, "[]")
	return strings.HasPrefix(host, "127.") || host == "localhost" || host == "::1"
}

// everywhere says whether each network of the machine reaches the port. A variable could be any address.
func (p composePort) everywhere() bool {
	host := strings.Trim(p.host, "[]")
	return host == "" || host == "0.0.0.0" || host == "::"
}

var portRange = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d+)-(\d+)$`) })

func portsSays(f *composeFile, k composeKey) composeSaid {
	var ports []composePort
	said := composeSaid{whole: true}
	for _, e := range k.value.entries() {
		p := portOf(e)
		ports = append(ports, p)
		said.parts = append(said.parts, Part{Text: e.flow(), Says: p.says(k.service())})
	}
	said.says = "Publishes " + countOf(len(ports), "port") + ", so that requests from outside of Docker reach the container."
	if len(ports) == 0 {
		said.says = "Publishes no port."
		return said
	}
	if slices.ContainsFunc(ports, func(p composePort) bool { return p.published != "" }) {
		sides := "The number on the left is the port of your machine, the one on the right that of the container."
		if slices.ContainsFunc(k.value.entries(), func(e *yamlNode) bool { return e.real().kind == yamlMap }) {
			sides = "published is the port of your machine, target that of the container."
		}
		said.says = sentences(said.says, f.once(sides))
	}
	if slices.ContainsFunc(ports, composePort.everywhere) {
		said.says = sentences(said.says, f.once("Without an address before it, a port is open to all networks that your machine is in."))
	}
	return said
}

func (p composePort) says(service string) string {
	from, to := portWords(p.published), portWords(p.target)
	inside := strings.Replace(to, "port", oneOr(len(portRange().FindStringSubmatch(p.target)), "", "port"), 1) + " in the container"
	var says string
	switch {
	case p.published == "" || p.published == "0":
		says = "A free port of your machine, which Docker chooses, leads to " + inside + ". docker compose port " + service + " " + shortText(p.target) + " tells which."
		return sentences(says, p.more())
	case isRange(p.published) && !isRange(p.target):
		m := portRange().FindStringSubmatch(p.published)
		says = "The first free port of your machine from " + m[1] + " to " + m[2] + " leads to " + inside
	case isRange(p.published):
		says = capital(from) + " of your machine lead to " + inside + ", each to the one at the same place"
	default:
		says = capital(from) + " of your machine leads to " + inside
	}
	switch {
	case p.local():
		says += ", for programs on your machine alone"
	case !p.everywhere():
		says += ", for requests to the address " + shortText(p.host)
	}
	return sentences(says+".", p.more())
}

// more is what else an entry says.
func (p composePort) more() string {
	var all []string
	switch strings.ToLower(p.protocol) {
	case "", "tcp":
	case "udp":
		all = append(all, "It is for UDP, as DNS and some video use it, and not for TCP.")
	default:
		all = append(all, "The protocol is "+shortText(p.protocol)+".")
	}
	if p.name != "" {
		all = append(all, "Its name, "+shortText(p.name)+", is for people.")
	}
	if p.mode == "host" {
		all = append(all, "In a swarm, each machine opens the port for itself.")
	}
	return sentences(all...)
}

func isRange(port string) bool { return portRange().MatchString(port) }

func portWords(port string) string {
	if m := portRange().FindStringSubmatch(port); m != nil {
		return "ports " + m[1] + " to " + m[2]
	}
	return "port " + shortText(port)
}

func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

func exposeSays(_ *composeFile, k composeKey) composeSaid {
	return composeSaid{says: "Notes that the container listens on " + saidList(k.value) + ". This publishes nothing: services on the same network reach its ports anyway, and your machine does not.", whole: true}
}
