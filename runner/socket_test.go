package runner

import (
	"encoding/binary"
	"fmt"
	"net"
	"os"
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
