package cli

import (
	"os"
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
