package explain

import (
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"tutor/internal/script"
)

// commandsOf are the simple commands of a RUN instruction. There are none when the script is not for a POSIX shell.
func commandsOf(c *instructions.RunCommand) []script.Command {
	if !c.PrependShell && len(c.Files) == 0 {
		if len(c.CmdLine) == 0 { // RUN []
			return nil
		}
		if len(c.CmdLine) > 2 && c.CmdLine[1] == "-c" {
			return script.Commands(c.CmdLine[2])
		}
		return []script.Command{c.CmdLine}
	}
	text := strings.Join(c.CmdLine, " ")
	if len(c.Files) > 0 && strings.HasPrefix(strings.TrimSpace(text), "<<") {
		text = c.Files[0].Data
	}
	return script.Commands(text)
}
