package explain

import (
	"regexp"
	"strings"
	"sync"
)

// composeMount is an entry of volumes.
type composeMount struct {
	kind           string // volume, bind, tmpfs, image, or what the file says
	source, target string
	readOnly       bool
	line           int
	node           *yamlNode
}

var drive = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z]$`) })

// mountOf reads both forms of an entry.
// https://docs.docker.com/reference/compose-file/services/#volumes
func mountOf(e *yamlNode) composeMount {
	n := e.real()
	if n.kind == yamlMap {
		m := composeMount{kind: n.scalar("type"), source: n.scalar("source"), target: n.scalar("target"), line: n.line, node: n}
		if ro := n.get("read_only"); ro != nil {
			m.readOnly = ro.isTrue()
		}
		return m
	}
	parts := joinDrives(splitOutside(n.text, ':'))
	m := composeMount{kind: "volume", target: parts[0], line: n.line, node: n}
	if len(parts) > 1 {
		m.source, m.target = parts[0], parts[1]
	}
	if len(parts) > 2 {
		for _, option := range strings.Split(parts[2], ",") {
			m.readOnly = m.readOnly || option == "ro"
		}
	}
	if isPath(m.source) {
		m.kind = "bind"
	} else if strings.Contains(m.source, "$") {
		m.kind = "bind or volume"
		if filled, ok := withDefaults(m.source); ok && isPath(filled) {
			m.kind = "bind"
		}
	}
	return m
}

// isPath says whether a source is a place on the machine, and no name of a volume.
func isPath(source string) bool {
	return strings.HasPrefix(source, ".") || strings.HasPrefix(source, "/") || strings.HasPrefix(source, "~") ||
		strings.Contains(source, `\`) || strings.HasPrefix(source, "$PWD") || strings.HasPrefix(source, "${PWD}") ||
		strings.HasPrefix(source, "$HOME") || strings.HasPrefix(source, "${HOME}") || len(source) > 2 && source[1] == ':'
}

// joinDrives puts C: and the path behind it together again.
func joinDrives(parts []string) []string {
	var all []string
	for i := 0; i < len(parts); i++ {
		if drive().MatchString(parts[i]) && i+1 < len(parts) && strings.IndexAny(parts[i+1], `/\`) == 0 {
			all = append(all, parts[i]+":"+parts[i+1])
			i++
			continue
		}
		all = append(all, parts[i])
	}
	return all
}

func mountSource(e *yamlNode) string {
	if m := mountOf(e); m.kind == "volume" {
		return m.source
	}
	return ""
}

// dockerSocket is where Docker itself listens.
func (m composeMount) dockerSocket() bool {
	return m.kind == "bind" && (strings.HasSuffix(m.source, "/docker.sock") || strings.HasSuffix(m.source, "/podman.sock"))
}

func mountsSays(f *composeFile, k composeKey) composeSaid {
	said := composeSaid{whole: true}
	for _, e := range k.value.entries() {
		said.parts = append(said.parts, Part{Text: e.flow(), Says: mountOf(e).says()})
	}
	said.says = sentences("Mounts "+countOf(len(said.parts), "place")+" from outside of the container.", f.once("What is on the left is outside, what is on the right is the path in the container."))
	if len(said.parts) == 0 {
		said.says = "Mounts nothing."
	}
	return said
}

func (m composeMount) says() string {
	at := ", at " + shortText(m.target) + " in the container."
	var says string
	switch {
	case m.dockerSocket():
		says = "The door to Docker itself" + at + " What runs in the container can start and remove any container, and so do anything on your machine."
	case m.kind == "bind":
		says = shortText(m.source) + " on your machine" + at + " Both sides see the same files, and a change on one side shows on the other."
	case m.kind == "tmpfs":
		says = "A place in memory" + at + " It is fast, and gone when the container stops."
		if size := m.part("tmpfs", "size"); size != "" {
			says += " It holds " + sizeWords(size) + " at most."
		}
	case m.kind == "image":
		says = "The files of the image " + shortText(m.source) + at
	case m.kind == "volume" && m.source == "":
		says = "A volume without a name" + at + " A container that is made anew takes it over, and docker compose down --volumes deletes it. It hides what another mount has at this path."
	case m.kind == "volume":
		says = "The volume " + shortText(m.source) + at + " What the app writes there outlives the container."
	case m.kind == "bind or volume":
		says = "The folder or the volume that " + shortText(m.source) + " names" + at
	default:
		says = "A mount of the kind " + shortText(m.kind) + ", from " + shortText(m.source) + at
	}
	if m.readOnly {
		says = strings.Replace(says, ", and a change on one side shows on the other", "", 1) + " The container can read it, not change it."
	}
	if m.part("bind", "create_host_path") == "false" {
		says += " If it is not there, Compose stops and does not make an empty folder."
	}
	if sub := m.part("volume", "subpath"); sub != "" {
		says += " Only the folder " + shortText(sub) + " of it."
	}
	if m.part("volume", "nocopy") == "true" {
		says += " It begins empty, and does not get what the image has at this path."
	}
	return says
}

func (m composeMount) part(kind, key string) string {
	if options := m.node.get(kind); options != nil {
		return options.scalar(key)
	}
	return ""
}

func tmpfsSays(_ *composeFile, k composeKey) composeSaid {
	return composeSaid{says: "Gives the container places in memory, at " + saidList(k.value) + ". They are fast, leave nothing on the disk, and are gone when the container stops.", whole: true}
}
