package runner

import (
	"encoding/binary"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestParseSockets(t *testing.T) {
	if binary.NativeEndian.Uint16([]byte{1, 0}) != 1 {
		t.Skip("the fixture was read on a little-endian machine")
	}
	got := parseSockets(`  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
   1: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2 1 0 100 0 0 10 0
   2: 0200007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 3 1 0 100 0 0 10 0
  sl  local_address                         remote_address                        st
   0: 00000000000000000000000000000000:1F40 00000000000000000000000000000000:0000 0A 0
   1: 00000000000000000000000001000000:0050 00000000000000000000000000000000:0000 0A 0
   2: garbage:zz 0 0A
   3: 0000000000000000FFFF00000100007F:0051 00000000000000000000000000000000:0000 0A 0
`)
	want := "[{127.0.0.1 8000} {0.0.0.0 8080} {:: 8000} {::1 80} {127.0.0.1 81}]"
	if fmt.Sprint(got) != want {
		t.Errorf("got  %v\nwant %s", got, want)
	}
}

// TestParseOwnSockets reads this machine's own table, so that the fixture above cannot be wrong about the format.
func TestParseOwnSockets(t *testing.T) {
	if _, err := os.Stat("/proc/self/net/tcp"); err != nil {
		t.Skip("this system has no /proc/net/tcp; the fixture test covers the format")
	}
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	table, err := os.ReadFile("/proc/self/net/tcp")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	for _, s := range parseSockets(string(table)) {
		if int(s.Port) == port && s.Addr.IsLoopback() {
			return
		}
	}
	t.Errorf("the listener on 127.0.0.1:%d is not in the parsed table", port)
}

// TestNoTCP reads the kernel's counts as it writes them, and takes nothing for none that it cannot read.
func TestNoTCP(t *testing.T) {
	const none4, none6 = "sockets: used 25\nTCP: inuse 0 orphan 0 tw 62 alloc 1 mem 0\nUDP: inuse 0 mem 0\n", "TCP6: inuse 0\nUDP6: inuse 0\n"
	for name, c := range map[string]struct {
		files map[string]string
		want  bool
	}{
		"none":                {map[string]string{"sockstat": none4, "sockstat6": none6}, true},
		"no IPv6 here":        {map[string]string{"sockstat": none4}, true},
		"one":                 {map[string]string{"sockstat": strings.Replace(none4, "TCP: inuse 0", "TCP: inuse 1", 1), "sockstat6": none6}, false},
		"one on IPv6":         {map[string]string{"sockstat": none4, "sockstat6": "TCP6: inuse 1\n"}, false},
		"no counts":           {nil, false},
		"another kernel's":    {map[string]string{"sockstat": "TCP: 0\n", "sockstat6": none6}, false},
		"IPv6 in other words": {map[string]string{"sockstat": none4, "sockstat6": "?\n"}, false},
	} {
		proc := t.TempDir()
		if err := os.Mkdir(filepath.Join(proc, "net"), 0o700); err != nil {
			t.Fatal(err)
		}
		for file, text := range c.files {
			write(t, proc, map[string]string{"net/" + file: text})
		}
		if got := noTCP(proc); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// TestTCPCount reads this machine's own counts before and after a connection to itself, and refuses what is none.
func TestTCPCount(t *testing.T) {
	read := func() uint64 {
		text, err := os.ReadFile("/proc/self/net/snmp")
		if err != nil {
			t.Skip("this system has no /proc/net/snmp")
		}
		n, ok := tcpCount(string(text), "InSegs")
		if !ok {
			t.Fatalf("no InSegs in\n%s", text)
		}
		return n
	}
	before := read()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp4", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.Close()
	if after := read(); after <= before {
		t.Errorf("%d segments before a connection, %d after", before, after)
	}
	for _, text := range []string{"", "Tcp: InSegs\n", "Tcp: InErrs\nTcp: 1\n", "Tcp: A InSegs\nTcp: 1\n", "Tcp: InSegs\nTcp: x\n", "Udp: InSegs\nUdp: 1\n"} {
		if n, ok := tcpCount(text, "InSegs"); ok {
			t.Errorf("%q has the count %d", text, n)
		}
	}
}
