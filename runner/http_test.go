package runner

import (
	"errors"
	"io"
	"testing"
)

func TestPlainNetError(t *testing.T) {
	for said, want := range map[string]string{
		`Get "http://127.0.0.1:1/": EOF`:                                               "the connection was closed before the answer was complete",
		`Get "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused`: refused,
		`Get "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connectex: No connection could be made because the target machine actively refused it.`: refused,
		`Get "http://127.0.0.1:1/": read tcp 127.0.0.1:2->127.0.0.1:1: read: connection reset by peer`:                                            "the connection was reset before the answer was complete",
		`Get "http://127.0.0.1:1/": net/http: HTTP/1.x transport connection broken: malformed HTTP response "hello"`:                              `malformed HTTP response "hello"`,
		`Get "http://127.0.0.1:1/": net/http: server response headers exceeded 65536 bytes; aborted`:                                              "server response headers exceeded 65536 bytes; aborted",
	} {
		if got := plainNetError(errors.New(said)); got != want {
			t.Errorf("%s\nis told as %q, want %q", said, got, want)
		}
	}
	if got := plainNetError(io.ErrUnexpectedEOF); got != "the connection was closed before the answer was complete" {
		t.Errorf("a body that is cut off is told as %q", got)
	}
}
