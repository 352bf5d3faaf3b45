package exercises

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"time"
)

// Start asks that the container stays up and can be reached on its port.
type Start struct {
	Port int `yaml:"port"` // the port inside the container, 1 to 65535
	// Env is what the container is started with, besides its own.
	Env map[string]string `yaml:"env"`
}

// StartObservation is what was seen of a started container.
type StartObservation struct {
	Port         int  // the port the container was published on, inside; 0 means the wanted one
	Answered     bool // an HTTP answer, or any data, came from the published port
	Exited       bool
	ExitCode     int // of the container's command, when it exited
	OOMKilled    bool
	Uptime       time.Duration // from start to exit
	Sockets      []Socket      // the container's own listening TCP sockets
	SocketsKnown bool          // Sockets could be read
	Waited       time.Duration // how long an answer was waited for
}

// Socket is a listening TCP socket inside the container.
type Socket struct {
	Addr netip.Addr
	Port uint16
}

// exitNotFound is what Docker and the shell say for a command that is not there
// (docs.docker.com/engine/containers/run, "Exit status").
const exitNotFound = 127

// Judge gives the most specific cause that the observation proves.
func (s Start) Judge(o StartObservation) Verdict {
	expected := fmt.Sprintf("the container stays up and answers on port %d", s.Port)
	switch {
	case o.Exited:
		return failed(exitCause(o), expected, exitSentence(o))
	case o.Answered:
		return passed(expected, fmt.Sprintf("port %d answers", s.Port))
	case !o.SocketsKnown:
		return failed(NotReadyInTime, expected, silence(s.Port, o.Waited))
	}
	return s.judgeSockets(o, expected)
}

func exitCause(o StartObservation) Cause {
	switch {
	case o.OOMKilled:
		return OutOfMemory
	case o.ExitCode == exitNotFound:
		return CommandNotFound
	}
	return ExitedAtStart
}

func exitSentence(o StartObservation) string {
	after := seconds(o.Uptime)
	switch {
	case o.OOMKilled:
		return fmt.Sprintf("the container used all the memory it may have and was ended after %s", after)
	case o.ExitCode == 0:
		return fmt.Sprintf("the command ended by itself with exit code 0 after %s: a container lives as long as its command", after)
	case o.ExitCode == exitNotFound:
		return fmt.Sprintf("the container ended with exit code 127 after %s: a command was not found", after)
	case o.ExitCode > 128 && o.ExitCode <= 128+64: // the shell's convention for signals
		return fmt.Sprintf("the container ended with exit code %d (signal %d) after %s", o.ExitCode, o.ExitCode-128, after)
	}
	return fmt.Sprintf("the container ended with exit code %d after %s", o.ExitCode, after)
}

func silence(port int, waited time.Duration) string {
	return fmt.Sprintf("the container is up, but nothing answered on port %d within %s", port, seconds(waited))
}

// judgeSockets decides a container that is up and does not answer by where it listens.
func (s Start) judgeSockets(o StartObservation, expected string) Verdict {
	sockets := listening(o.Sockets)
	wanted, others := split(sockets, s.Port)
	switch {
	case slices.ContainsFunc(wanted, func(k Socket) bool { return !k.Addr.IsLoopback() }):
		return passed(expected, fmt.Sprintf("the container listens on %s", names(wanted)))
	case len(wanted) > 0:
		return failed(ListensOnLoopback, expected, fmt.Sprintf(
			"it listens on %s: that address is reached only from inside the container", names(wanted)))
	case len(others) > 0:
		return failed(ListensOnOther, expected, fmt.Sprintf(
			"nothing listens on port %d; the container listens on %s%s", s.Port, names(others), loopbackToo(others)))
	}
	return failed(NotReadyInTime, expected, silence(s.Port, o.Waited)+"; it listens on no port")
}

func loopbackToo(sockets []Socket) string {
	if slices.ContainsFunc(sockets, func(k Socket) bool { return !k.Addr.IsLoopback() }) {
		return ""
	}
	return ", and that address is reached only from inside the container"
}

// listening unmaps IPv4 addresses and leaves out the DNS server that Docker runs in every container
// of a user-defined network, at 127.0.0.11.
func listening(sockets []Socket) []Socket {
	dns := netip.AddrFrom4([4]byte{127, 0, 0, 11})
	var own []Socket
	for _, k := range sockets {
		k.Addr = k.Addr.Unmap()
		if k.Addr != dns && !slices.Contains(own, k) {
			own = append(own, k)
		}
	}
	return own
}

func split(sockets []Socket, port int) (wanted, others []Socket) {
	for _, k := range sockets {
		if int(k.Port) == port {
			wanted = append(wanted, k)
		} else {
			others = append(others, k)
		}
	}
	return wanted, others
}

// names lists sockets as address:port, the first few of them.
func names(sockets []Socket) string {
	const most = 5
	var all []string
	for _, k := range sockets {
		all = append(all, netip.AddrPortFrom(k.Addr, k.Port).String())
	}
	if len(all) > most {
		all = append(all[:most], fmt.Sprintf("%d more", len(all)-most))
	}
	return strings.Join(all, ", ")
}

func (s Start) lint() []string {
	wrong := portProblem("port", s.Port)
	for _, name := range slices.Sorted(maps.Keys(s.Env)) {
		if !isVariable(name) {
			wrong = append(wrong, fmt.Sprintf("env names %q, which is no variable (letters, digits and underscores)", name))
		}
	}
	return wrong
}

func portProblem(key string, port int) []string {
	if port < 1 || port > 65535 {
		return []string{key + " must be from 1 to 65535 (write the port the app listens on inside the container)"}
	}
	return nil
}
