package main

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

// writeCompletions writes what `tutor completion SHELL` prints, each under the name that its shell looks for.
func writeCompletions(dir string, root *cobra.Command) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return errors.Join(
		root.GenBashCompletionFileV2(filepath.Join(dir, "tutor.bash"), true),
		root.GenZshCompletionFile(filepath.Join(dir, "_tutor")),
		root.GenFishCompletionFile(filepath.Join(dir, "tutor.fish"), true),
		root.GenPowerShellCompletionFileWithDesc(filepath.Join(dir, "tutor.ps1")),
	)
}
