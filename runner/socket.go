package runner

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io/fs"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"tutor/exercises"
)

// tcpListen is the state of a listening socket in /proc/net/tcp (TCP_LISTEN in the kernel's net/tcp_states.h).
const tcpListen = "0A"

// sockets returns the TCP sockets that processes in the container listen on. The second result is false when that
// cannot be known: the engine is elsewhere and the image has no cat.
func (c *container) sockets(ctx context.Context) ([]exercises.Socket, bool) {
	if found, ok := c.localSockets(); ok || c.exited() {
		return found, ok
	}
	out, _ := c.docker.run(ctx, "exec", c.name, "cat", "/proc/net/tcp", "/proc/net/tcp6")
	if !strings.Contains(out.stdout, "local_address") { // cat also fails where the kernel has no IPv6; the rest counts
		return nil, false
	}
	return parseSockets(out.stdout), true
}

// localSockets is sockets for an engine on this machine: it starts no process.
func (c *container) localSockets() ([]exercises.Socket, bool) {
	table, ok := localTable(c.first)
	return parseSockets(table), ok
}

// localProc is the folder of the container's process below this machine's /proc, while it lives. The control group
// proves that the pid is the container's: an engine in a virtual machine counts its own pids.
func localProc(st state) (proc string, ok bool) {
	if runtime.GOOS != "linux" || st.State.Pid <= 0 || st.ID == "" {
		return "", false
	}
	proc = filepath.Join("/proc", strconv.Itoa(st.State.Pid))
	group, err := os.ReadFile(filepath.Join(proc, "cgroup"))
	return proc, err == nil && strings.Contains(string(group), st.ID)
}

// localTable reads the table through this machine's /proc.
func localTable(st state) (string, bool) {
	proc, ok := localProc(st)
	if !ok {
		return "", false
	}
	if noTCP(proc) {
		return "", true
	}
	v4, err := os.ReadFile(filepath.Join(proc, "net", "tcp"))
	if err != nil {
		return "", false
	}
	v6, _ := os.ReadFile(filepath.Join(proc, "net", "tcp6")) // a kernel without IPv6 has none
	return string(v4) + string(v6), true
}

// arrivals is how many TCP segments have arrived in the container's network so far, whoever they were for. It is known for
// an engine on this machine alone.
func (c *container) arrivals() (segments uint64, ok bool) {
	proc, ok := localProc(c.first)
	if !ok {
		return 0, false
	}
	text, err := os.ReadFile(filepath.Join(proc, "net", "snmp"))
	if err != nil {
		return 0, false
	}
	return tcpCount(string(text), "InSegs")
}

// tcpCount reads one of the kernel's counts from the text of /proc/net/snmp: a line with names, and one with numbers in the
// same order (proc_pid_net(5)).
func tcpCount(text, name string) (count uint64, ok bool) {
	var names []string
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] != "Tcp:" {
			continue
		}
		if names == nil {
			names = fields
			continue
		}
		at := slices.Index(names, name)
		if at < 1 || at >= len(fields) {
			return 0, false
		}
		count, err := strconv.ParseUint(fields[at], 10, 64)
		return count, err == nil
	}
	return 0, false
}

// noTCP says whether the network of a process is known to have no TCP socket at all, as it is until an app listens. For
// the tables the kernel goes through the sockets of all networks, which took 7 ms here; its counts take 0.1.
func noTCP(proc string) bool {
	v4, err4 := os.ReadFile(filepath.Join(proc, "net", "sockstat"))
	v6, err6 := os.ReadFile(filepath.Join(proc, "net", "sockstat6"))
	return err4 == nil && strings.Contains(string(v4), "\nTCP: inuse 0 ") &&
		(errors.Is(err6, fs.ErrNotExist) || strings.HasPrefix(string(v6), "TCP6: inuse 0\n"))
}

// parseSockets reads the listening sockets from the text of /proc/net/tcp and tcp6 (proc_pid_net(5)).
func parseSockets(table string) []exercises.Socket {
	var all []exercises.Socket
	for line := range strings.Lines(table) {
		fields := strings.Fields(line)
		if len(fields) < 4 || fields[3] != tcpListen {
			continue
		}
		if s, ok := parseSocket(fields[1]); ok && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// parseSocket reads "0100007F:1F40": the address as 32-bit words in the machine's byte order, the port as a number.
func parseSocket(field string) (exercises.Socket, bool) {
	addr, port, ok := strings.Cut(field, ":")
	raw, errA := hex.DecodeString(addr)
	number, errP := strconv.ParseUint(port, 16, 16)
	if !ok || errA != nil || errP != nil || (len(raw) != 4 && len(raw) != 16) {
		return exercises.Socket{}, false
	}
	for i := 0; i < len(raw); i += 4 {
		binary.NativeEndian.PutUint32(raw[i:], binary.BigEndian.Uint32(raw[i:]))
	}
	ip, _ := netip.AddrFromSlice(raw)
	return exercises.Socket{Addr: ip.Unmap(), Port: uint16(number)}, true
}
