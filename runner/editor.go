package runner

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// Editor is the learner's own editor on one file. It has the terminal to itself while it runs.
type Editor struct{ cmd *exec.Cmd }

// ErrNoEditor means that no editor was found.
var ErrNoEditor = errors.New("no editor was found; set VISUAL or EDITOR to the one you like, such as EDITOR=nano")

// NewEditor makes ready the editor that VISUAL or EDITOR names, else the first usual one in PATH, on a file in the folder
// dir; file has slashes, and need not exist. The variables may hold arguments, as in EDITOR="code --wait": a shell reads
// them, as git has it.
func NewEditor(dir, file string, in, out *os.File) (*Editor, error) {
	args, err := editorArgs(os.Getenv, exec.LookPath)
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(args[0], append(args[1:], filepath.Join(dir, filepath.FromSlash(file)))...) //nolint:noctx // the learner ends it
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = dir, in, out, out
	return &Editor{cmd}, nil
}

// editorArgs is the command to which the name of the file is added.
func editorArgs(getenv func(string) string, look func(string) (string, error)) ([]string, error) {
	for _, variable := range []string{"VISUAL", "EDITOR"} {
		command := strings.TrimSpace(getenv(variable))
		switch {
		case command == "":
		case runtime.GOOS == "windows":
			return strings.Fields(command), nil
		default:
			return []string{"sh", "-c", command + ` "$@"`, variable}, nil
		}
	}
	usual := []string{"nano", "vim", "vi"}
	if runtime.GOOS == "windows" {
		usual = []string{"notepad"}
	}
	for _, name := range usual {
		if path, err := look(name); err == nil {
			return []string{path}, nil
		}
	}
	return nil, ErrNoEditor
}

// Run runs the editor until the learner leaves it.
func (e *Editor) Run() error { return e.cmd.Run() }

// SetStdin does nothing: an editor needs the terminal itself, not what a screen reads from it.
func (e *Editor) SetStdin(io.Reader) {}

// SetStdout does nothing, for the same reason.
func (e *Editor) SetStdout(io.Writer) {}

// SetStderr does nothing, for the same reason.
func (e *Editor) SetStderr(io.Writer) {}
