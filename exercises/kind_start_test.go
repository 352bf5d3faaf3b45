package exercises

import (
	"net/netip"
	"strings"
	"testing"
	"time"
)

func sockets(places ...string) []Socket {
	var all []Socket
	for _, p := range places {
		ap := netip.MustParseAddrPort(p)
		all = append(all, Socket{ap.Addr(), ap.Port()})
	}
	return all
}

func TestStartJudge(t *testing.T) {
	up := func(places ...string) StartObservation {
		return StartObservation{Port: 8000, SocketsKnown: true, Sockets: sockets(places...), Waited: 20 * time.Second}
	}
	tests := []struct {
		name    string
		seen    StartObservation
		outcome Outcome
		cause   Cause
		says    string
	}{
		{"answers", StartObservation{Answered: true}, Pass, "", "port 8000 answers"},
		{"exited with 1", StartObservation{Exited: true, ExitCode: 1, Uptime: 300 * time.Millisecond}, Fail, ExitedAtStart, "exit code 1 after 300 ms"},
		{"exited with 0", StartObservation{Exited: true, Uptime: 1500 * time.Millisecond}, Fail, ExitedAtStart, "exit code 0 after 1.5 s: a container lives as long as its command"},
		{"answered, then exited", StartObservation{Answered: true, Exited: true, ExitCode: 3}, Fail, ExitedAtStart, "exit code 3"},
		{"out of memory", StartObservation{Exited: true, OOMKilled: true, ExitCode: 137}, Fail, OutOfMemory, "all the memory"},
		{"a child was killed for memory", StartObservation{Answered: true, OOMKilled: true}, Pass, "", ""},
		{"killed", StartObservation{Exited: true, ExitCode: 137}, Fail, ExitedAtStart, "(signal 9)"},
		{"the shell finds no program", StartObservation{Exited: true, ExitCode: 127}, Fail, CommandNotFound, "not found"},
		{"exit code 255", StartObservation{Exited: true, ExitCode: 255}, Fail, ExitedAtStart, "exit code 255 after"},
		{"sockets unknown", StartObservation{Waited: 20 * time.Second}, Fail, NotReadyInTime, "within 20 s"},
		{"no socket", up(), Fail, NotReadyInTime, "it listens on no port"},
		{"only Docker's DNS", up("127.0.0.11:41234"), Fail, NotReadyInTime, "no port"},
		{"Docker's DNS on the wanted port", up("127.0.0.11:8000"), Fail, NotReadyInTime, "no port"},
		{"any IPv4", up("0.0.0.0:8000"), Pass, "", "0.0.0.0:8000"},
		{"any IPv6", up("[::]:8000"), Pass, "", "[::]:8000"},
		{"one address", up("172.17.0.2:8000"), Pass, "", ""},
		{"loopback", up("127.0.0.1:8000"), Fail, ListensOnLoopback, "127.0.0.1:8000"},
		{"other loopback", up("127.1.2.3:8000"), Fail, ListensOnLoopback, ""},
		{"IPv6 loopback", up("[::1]:8000"), Fail, ListensOnLoopback, "[::1]:8000"},
		{"mapped loopback", up("[::ffff:127.0.0.1]:8000"), Fail, ListensOnLoopback, "127.0.0.1:8000"},
		{"mapped DNS", up("[::ffff:127.0.0.11]:8000"), Fail, NotReadyInTime, ""},
		{"both", up("127.0.0.1:8000", "0.0.0.0:8000"), Pass, "", ""},
		{"loopback wins over other port", up("0.0.0.0:9000", "127.0.0.1:8000"), Fail, ListensOnLoopback, ""},
		{"other port", up("0.0.0.0:8080"), Fail, ListensOnOther, "nothing listens on port 8000; the container listens on 0.0.0.0:8080"},
		{"other port at loopback", up("127.0.0.1:8080"), Fail, ListensOnOther, "only from inside"},
		{"many ports", up("0.0.0.0:1", "0.0.0.0:2", "0.0.0.0:3", "0.0.0.0:4", "0.0.0.0:5", "0.0.0.0:6", "0.0.0.0:7"), Fail, ListensOnOther, "2 more"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := Start{Port: 8000}.Judge(tt.seen)
			if v.Outcome != tt.outcome || v.Cause != tt.cause || !strings.Contains(v.Observed, tt.says) || v.Expected == "" {
				t.Errorf("verdict = %+v, want %s %s with %q", v, tt.outcome, tt.cause, tt.says)
			}
		})
	}
}
