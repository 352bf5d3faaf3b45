// Tutor teaches containerization and deployment in a terminal and grades the learner's own Docker image.
package main

import (
	"os"

	"tutor/internal/cli"
	"tutor/internal/guard"
)

func main() {
	guard.Restore()
	os.Exit(cli.Main(os.Args[1:], cli.System()))
}
