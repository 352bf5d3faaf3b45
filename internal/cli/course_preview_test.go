package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
)

// previewer is an author with a folder and a terminal.
type previewer struct {
	t        *testing.T
	dir      string
	terminal *os.File
	cmd      *exec.Cmd
	mu       sync.Mutex
	out      bytes.Buffer
}

// preview starts `tutor course preview` on the files, given as names and texts.
func preview(t *testing.T, files ...string) *previewer {
	t.Helper()
	p := &previewer{t: t, dir: t.TempDir()}
	for i := 0; i+1 < len(files); i += 2 {
		p.save(files[i], files[i+1])
	}
	p.start(build(t), "course", "preview", "mine")
	return p
}

// start runs the program on a terminal of its own.
func (p *previewer) start(bin string, args ...string) {
	p.t.Helper()
	p.cmd = exec.CommandContext(p.t.Context(), bin, args...)
	p.cmd.Dir = p.dir
	p.cmd.Env = append(os.Environ(), "TERM=xterm-256color", "NO_COLOR=1", "TUTOR_COURSE=", "XDG_STATE_HOME="+filepath.Join(p.dir, "state"))
	terminal, err := pty.StartWithSize(p.cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		p.t.Fatal(err)
	}
	p.terminal = terminal
	p.t.Cleanup(func() { _ = terminal.Close() })
	go p.read(terminal)
}

func (p *previewer) read(terminal io.Reader) {
	buf := make([]byte, 4096)
	for {
		n, err := terminal.Read(buf)
		if err != nil {
			return
		}
		p.mu.Lock()
		p.out.Write(buf[:n])
		p.mu.Unlock()
	}
}

// save writes a file as careful editors do: beside it, then renamed.
func (p *previewer) save(name, text string) {
	p.t.Helper()
	path := filepath.Join(p.dir, "mine", filepath.FromSlash(name))
	err := errors.Join(
		os.MkdirAll(filepath.Dir(path), 0o755),
		os.WriteFile(path+"~", []byte(text), 0o600),
		os.Rename(path+"~", path),
	)
	if err != nil {
		p.t.Fatal(err)
	}
}

// sees waits until the text is written to the screen, and forgets what came before it.
func (p *previewer) sees(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		p.waitFor(text)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.out.Reset()
}

func (p *previewer) waitFor(text string) {
	p.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		p.mu.Lock()
		found := strings.Contains(p.out.String(), text)
		p.mu.Unlock()
		if found {
			return
		}
	}
	p.t.Fatalf("%q did not come; there is\n%q", text, p.out.String())
}

func (p *previewer) press(keys string) {
	p.t.Helper()
	if _, err := p.terminal.WriteString(keys); err != nil {
		p.t.Fatal(err)
	}
}

func (p *previewer) quit() {
	p.t.Helper()
	p.press("q")
	if err := p.cmd.Wait(); err != nil {
		p.t.Errorf("the preview ended with %v", err)
	}
	if _, err := os.Stat(filepath.Join(p.dir, "state")); err == nil {
		p.t.Error("the preview kept progress")
	}
}

const previewed = "---\nid: first\ntitle: First\nminutes: 5\nobjectives: [Read]\n---\n## One\n\nPage one.\n\n## Two\n\nPage two.\n"

func TestPreviewShowsWhatIsSaved(t *testing.T) {
	p := preview(t, "01-first.md", previewed)
	p.sees("0 of 1 lessons read")
	p.press("\r")
	p.sees("Page one.")
	p.press("\x1b[C")
	p.sees("Page two.")

	p.save("01-first.md", strings.Replace(previewed, "minutes: 5", "minuts: 5", 1))
	p.sees("last version that can be shown", "mine/01-first.md:4:1", `unknown key "minuts"`, "minuts: 5")
	p.save("01-first.md", strings.Replace(previewed, "Page two.", "Page two, mended.", 1))
	p.sees("Page two, mended.")
	p.press("\x1b[D")
	p.sees("Page one.") // the author was on page two all the time
	p.save("02-second.md", strings.ReplaceAll(previewed, "irst", "econd"))
	p.press("\x1b")
	p.sees("of 2 lessons read")
	p.quit()
}

func TestPreviewOfAnEmptyFolder(t *testing.T) {
	p := preview(t, "README.md", "Nothing yet.\n")
	p.sees("nothing can be shown yet", "✗ mine", "no lesson in this folder")
	p.save("lessons/01-first.md", previewed)
	p.sees("0 of 1 lessons read")
	p.press("\r")
	p.sees("Page one.")
	p.quit()
}

func TestPreviewNeedsATerminal(t *testing.T) {
	streams, _, errOut := testStreams()
	if code := Main([]string{"course", "preview", t.TempDir()}, streams); code != exitUsage || !strings.Contains(errOut.String(), "needs a terminal") {
		t.Errorf("ends with %d: %s", code, errOut)
	}
}
