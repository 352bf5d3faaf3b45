package cli

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// eachCommand calls use with every command that does something.
func eachCommand(cmd *cobra.Command, use func(*cobra.Command)) {
	for _, sub := range cmd.Commands() {
		if !sub.Hidden && sub.Name() != "help" {
			use(sub)
			eachCommand(sub, use)
		}
	}
}

// pictureIn is an image in Markdown.
var pictureIn = regexp.MustCompile(`!\[([^\]]*)\]\(([^)]+)\)`)

// TestReadmeShowsPicturesThatAreThere holds the README and docs/screens together, in both directions.
func TestReadmeShowsPicturesThatAreThere(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	for _, match := range pictureIn.FindAllStringSubmatch(string(text), -1) {
		alt, path := match[1], match[2]
		shown[filepath.Base(path)] = true
		data, err := os.ReadFile(filepath.Join("../..", path))
		if err != nil {
			t.Errorf("README.md shows a picture that is not there; `make screens` makes it: %v", err)
			continue
		}
		if alt == "" || len(data) > 20_000 || xml.Unmarshal(data, new(struct{})) != nil {
			t.Errorf("%s has no words beside it, or %d bytes, or is no SVG", path, len(data))
		}
	}
	made, err := filepath.Glob("../../docs/screens/*.svg")
	if err != nil || len(made) < 4 {
		t.Fatalf("%d pictures in docs/screens: %v", len(made), err)
	}
	for _, path := range made {
		if !shown[filepath.Base(path)] {
			t.Errorf("README.md does not show %s", filepath.Base(path))
		}
	}
}

func TestReadmeListsEveryCommand(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	streams, _, _ := testStreams()
	eachCommand(newRoot(newApp(streams)), func(cmd *cobra.Command) {
		inTable := strings.Contains(string(text), "`"+cmd.CommandPath()+"`") || strings.Contains(string(text), "`"+cmd.CommandPath()+" ")
		if !inTable && cmd.Parent().Name() != "completion" {
			t.Errorf("README.md does not list `%s`", cmd.CommandPath())
		}
	})
}
