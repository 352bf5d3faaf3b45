package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

const commanding = "---\nid: first\ntitle: First\nminutes: 5\nobjectives: [Run]\n---\n## One\n\nRun it:\n\n" +
	"```sh run\necho one > made; cat made; exec sleep 300\n```\n\n```output\none\n```\n"

// TestACommandOfACourseFromAFolder is the whole way of a command block: trust, the question, the output, and the end
// of what runs with the tutor.
func TestACommandOfACourseFromAFolder(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no sh")
	}
	p, bin := &previewer{t: t, dir: t.TempDir()}, build(t)
	p.save("01-first.md", commanding)
	made := filepath.Join(p.dir, "made")

	p.start(bin, "--course", "mine")
	p.sees("0 of 1 lessons read")
	p.press("\r")
	p.sees("x run · y copy")
	p.press("y")
	p.sees("\x1b]52;c;ZWNobyBvbmUgPiBtYWRl") // in base64, for the clipboard
	p.press("x")
	p.sees("Do you trust this course?")
	p.press("T")
	p.sees("Run this command?", "echo one > made; cat made; exec sleep 300")
	if _, err := os.Stat(made); err == nil {
		t.Fatal("it was run before anybody agreed")
	}
	p.press("\r")
	p.sees("1 of 1 expected lines came")
	p.press("\x1b")
	p.sees("▸ 1 running")
	p.press("q")
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("tutor ended with %v", err)
	}
	if text, err := os.ReadFile(made); err != nil || string(text) != "one\n" {
		t.Errorf("the command made %q, %v", text, err)
	}

	p.start(bin, "--course", "mine") // trust is remembered, and the page
	p.sees("x run · y copy")
	p.press("x")
	p.sees("Run this command?")
	p.press("\x1b")
	p.sees("x run · y copy")
	p.press("q")
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("tutor ended with %v", err)
	}
}
