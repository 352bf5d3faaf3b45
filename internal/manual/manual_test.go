package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"tutor/internal/cli"
)

const testEpoch = "1700000000"

func written(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := run([]string{"-version", "v1.2.3", dir}, testEpoch); err != nil {
		t.Fatal(err)
	}
	return dir
}

func read(t *testing.T, path ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestEveryCommandHasAPage goes through the tree by itself.
func TestEveryCommandHasAPage(t *testing.T) {
	dir := written(t)
	var walk func(cmd *cobra.Command) int
	walk = func(cmd *cobra.Command) int {
		name := strings.ReplaceAll(cmd.CommandPath(), " ", "-")
		text, count := read(t, dir, "man", "man1", name+".1"), 1
		if want := `.TH ` + strings.ReplaceAll(strings.ToUpper(name), "-", `\-`) + ` 1 2023\-11\-14 "tutor v1.2.3" "Tutor Manual"`; !strings.HasPrefix(text, want) {
			t.Errorf("%s begins with %q", name, text[:min(len(text), 80)])
		}
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() {
				count += walk(sub)
			}
		}
		return count
	}
	pages, err := os.ReadDir(filepath.Join(dir, "man", "man1"))
	if err != nil {
		t.Fatal(err)
	}
	if n := walk(cli.Command()); n != len(pages) || n < 20 {
		t.Errorf("%d commands have %d pages", n, len(pages))
	}
}

// TestSections looks for a section with nothing in it, and for lines that roff would take for a request.
func TestSections(t *testing.T) {
	known := []string{"TH", "SH", "PP", "RS", "RE", "nf", "fi", "TP", "br", "nh", "ad"}
	pages, err := filepath.Glob(filepath.Join(written(t), "man", "man1", "*.1"))
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages", err)
	}
	for _, path := range pages {
		before := ""
		for line := range strings.Lines(read(t, path)) {
			if name, ok := strings.CutPrefix(line, "."); ok && !slices.Contains(known, strings.Fields(name)[0]) {
				t.Errorf("%s: a line would be read as a request: %s", filepath.Base(path), line)
			}
			if strings.HasPrefix(line, ".SH") && strings.HasPrefix(before, ".SH") {
				t.Errorf("%s: nothing in the section %s", filepath.Base(path), before)
			}
			before = line
		}
		if strings.HasPrefix(before, ".SH") {
			t.Errorf("%s ends with an empty section %s", filepath.Base(path), before)
		}
	}
}

func TestPage(t *testing.T) {
	cmd := &cobra.Command{
		Use: "cook DISH [flags]", Short: "Cook a dish", Example: "  cook 'soup'",
		Long: ".dotted begins a line.\nA path is C:\\pans, see `cook help`.\n\n  indented  stays\n\nThe end.",
		Run:  func(*cobra.Command, []string) {},
	}
	cmd.Flags().StringP("pan", "p", "big", "the `size` of it")
	got := page(cmd, edition{version: "v1", date: time.Unix(0, 0).UTC()})
	for _, want := range []string{
		".SH NAME\ncook \\- Cook a dish\n",
		"\\fBcook\\fR DISH [flags]\n",
		"\\&.dotted begins a line.\nA path is C:\\epans, see \\fBcook help\\fR.\n.PP\n.RS 4\n.nf\nindented  stays\n.fi\n.RE\n.PP\nThe end.\n",
		".TP\n\\fB\\-p\\fR, \\fB\\-\\-pan\\fR \\fIsize\\fR\nthe size of it (default: big)\n",
		"cook \\(aqsoup\\(aq\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// TestCompletionsArePrinted compares the files with what the program itself prints.
func TestCompletionsArePrinted(t *testing.T) {
	dir := written(t)
	for shell, file := range map[string]string{
		"bash": "tutor.bash", "zsh": "_tutor", "fish": "tutor.fish", "powershell": "tutor.ps1",
	} {
		var out strings.Builder
		streams := &cli.IOStreams{In: strings.NewReader(""), Out: &out, ErrOut: &out}
		if code := cli.Main([]string{"completion", shell}, streams); code != 0 {
			t.Fatalf("tutor completion %s ends with %d: %s", shell, code, out.String())
		}
		if text := read(t, dir, "completions", file); text != out.String() || len(text) < 1000 {
			t.Errorf("%s is not what `tutor completion %s` prints", file, shell)
		}
	}
}

// TestNotInTheProgram holds the generators out of what learners get.
func TestNotInTheProgram(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "tutor").CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	for _, name := range strings.Fields(string(out)) {
		if name == "tutor/internal/manual" || name == "tutor/internal/archive" || name == "github.com/spf13/cobra/doc" {
			t.Errorf("%s is linked into the program", name)
		}
	}
}
