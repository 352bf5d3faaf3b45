package lessons

import (
	"embed"
	"io/fs"
)

//go:embed [0-9]*.md course.yaml
var embedded embed.FS

// Embedded is the course that ships inside the binary.
func Embedded() fs.FS { return embedded }
