package cli

import (
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// Command returns the tree of commands, to be read and not to be run: manual pages and shell completions are made of it.
func Command() *cobra.Command {
	return newRoot(newApp(&IOStreams{In: strings.NewReader(""), Out: io.Discard, ErrOut: io.Discard, Width: defaultWidth}))
}
