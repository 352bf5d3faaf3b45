//go:build linux

package trust

import (
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// makers make of a copy of the case's files what git cannot hold, and return the folder that is graded.
var makers = map[string]func(t *testing.T, b *box, dir string) string{
	"fifo-dockerfile": func(t *testing.T, _ *box, dir string) string {
		mknod(t, filepath.Join(dir, "Dockerfile"), syscall.S_IFIFO, 0)
		return dir
	},
	"device-dockerfile": func(t *testing.T, _ *box, dir string) string {
		device(t, filepath.Join(dir, "Dockerfile"))
		return dir
	},
	"fifo-ignore": func(t *testing.T, _ *box, dir string) string {
		mknod(t, filepath.Join(dir, ".dockerignore"), syscall.S_IFIFO, 0)
		return dir
	},
	"fifo-answer": func(t *testing.T, _ *box, dir string) string {
		mknod(t, filepath.Join(dir, "answer.md"), syscall.S_IFIFO, 0)
		return dir
	},
	"device-answer": func(t *testing.T, _ *box, dir string) string {
		device(t, filepath.Join(dir, "answer.md"))
		return dir
	},
	"device-compose": func(t *testing.T, _ *box, dir string) string {
		device(t, filepath.Join(dir, "compose.yaml"))
		return dir
	},
	"big-answer": func(t *testing.T, _ *box, dir string) string {
		sparse(t, filepath.Join(dir, "answer.md"), 1<<30)
		return dir
	},
	"big-dockerfile": func(t *testing.T, _ *box, dir string) string {
		sparse(t, filepath.Join(dir, "Dockerfile"), 64<<20)
		return dir
	},
	"big-context": func(t *testing.T, _ *box, dir string) string {
		sparse(t, filepath.Join(dir, "model.bin"), 1<<40)
		return dir
	},
	"special-files": func(t *testing.T, _ *box, dir string) string {
		mknod(t, filepath.Join(dir, "pipe"), syscall.S_IFIFO, 0)
		device(t, filepath.Join(dir, "zero"))
		l, err := (&net.ListenConfig{}).Listen(t.Context(), "unix", filepath.Join(dir, "s"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = l.Close() })
		return dir
	},
	"links": func(t *testing.T, _ *box, dir string) string {
		for name, to := range map[string]string{"out": "/etc", "loop": "loop", "self": ".", "up": "../../../..", "none": "/nowhere", "shadow": "/etc/shadow", "zero": "/dev/zero"} {
			if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	},
	"link-dockerfile": func(t *testing.T, _ *box, dir string) string {
		secret := filepath.Join(t.TempDir(), "secret")
		writeFile(t, secret, "the-secret-of-somebody-else\n")
		if err := os.Symlink(secret, filepath.Join(dir, "Dockerfile")); err != nil {
			t.Fatal(err)
		}
		return dir
	},
	"link-answer": func(t *testing.T, _ *box, dir string) string {
		if err := os.Symlink("/dev/zero", filepath.Join(dir, "answer.md")); err != nil {
			t.Fatal(err)
		}
		return dir
	},
	"odd-files": func(t *testing.T, _ *box, dir string) string {
		for _, name := range []string{"-rf", "a b", "it's \"q\"", "new\nline", "esc\x1b]0;OWNED\a", "\xff\xfe", "$(touch OWNED)", "\u202egnp.exe", "c1\u009b2J", ";id;"} {
			writeFile(t, filepath.Join(dir, name), "x")
		}
		return dir
	},
	"name-blank":   renamed("a folder with blanks"),
	"name-quotes":  renamed(`it's "quoted" $(id) ;x`),
	"name-newline": renamed("new\nline"),
	"name-escape":  renamed("esc\x1b]0;OWNED\ac1\u009b2J\u202e"),
	"name-bytes":   renamed("no-utf8-\xff\xfe"),
	"many-files": func(t *testing.T, _ *box, dir string) string {
		n := 20_000
		if full() {
			n = 100_000
		}
		for i := range n {
			if i%1000 == 0 {
				if err := os.MkdirAll(filepath.Join(dir, "many", strconv.Itoa(i/1000)), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.WriteFile(filepath.Join(dir, "many", strconv.Itoa(i/1000), strconv.Itoa(i)), nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	},
	"read-only": func(t *testing.T, _ *box, dir string) string {
		_ = filepath.WalkDir(dir, func(path string, _ fs.DirEntry, _ error) error { return os.Chmod(path, 0o555) }) // of our own making
		t.Cleanup(func() { _ = os.Chmod(dir, 0o755) })
		return dir
	},
	"unreadable": func(t *testing.T, b *box, dir string) string {
		for _, name := range []string{"answer.md", "Dockerfile"} {
			if err := os.Chmod(filepath.Join(dir, name), 0); err != nil {
				t.Fatal(err)
			}
		}
		if os.Geteuid() == 0 { // root may read all: somebody else is the learner here
			b.become(65534, dir)
		}
		return dir
	},
	"changing": func(t *testing.T, _ *box, dir string) string {
		done, over := make(chan struct{}), make(chan struct{})
		t.Cleanup(func() { close(done); <-over })
		go func() { // a name comes and goes while the folder is measured and sent
			defer close(over)
			for i := 0; ; i++ {
				select {
				case <-done:
					return
				case <-time.After(time.Millisecond):
				}
				name := filepath.Join(dir, "moving-"+strconv.Itoa(i%20))
				_ = os.WriteFile(name, make([]byte, i%5000), 0o644) // the folder may be gone
				_ = os.Remove(filepath.Join(dir, "moving-"+strconv.Itoa((i+7)%20)))
			}
		}()
		return dir
	},
	"redirect-target": func(t *testing.T, _ *box, dir string) string {
		var asked atomic.Int32
		server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
		t.Cleanup(func() {
			server.Close()
			if n := asked.Load(); n != 0 {
				t.Errorf("a service on this machine's loopback was asked %d times", n)
			}
		})
		writeFile(t, filepath.Join(dir, "target"), server.URL)
		return dir
	},
}

// renamed gives the folder another name.
func renamed(name string) func(*testing.T, *box, string) string {
	return func(t *testing.T, _ *box, dir string) string {
		to := filepath.Join(filepath.Dir(dir), name)
		if err := os.Rename(dir, to); err != nil {
			t.Fatal(err)
		}
		return to
	}
}

func mknod(t *testing.T, path string, mode uint32, number int) {
	t.Helper()
	if err := syscall.Mknod(path, mode|0o644, number); err != nil {
		if os.Geteuid() != 0 {
			t.Skipf("only root makes a device: %v", err)
		}
		t.Fatal(err)
	}
}

// device makes another /dev/zero, which has no end.
func device(t *testing.T, path string) {
	t.Helper()
	mknod(t, path, syscall.S_IFCHR, 1<<8|5)
}

// sparse makes a file that has a size and takes no room.
func sparse(t *testing.T, path string, size int64) {
	t.Helper()
	f, err := os.Create(path)
	if err == nil {
		err = f.Truncate(size)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}
