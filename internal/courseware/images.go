package courseware

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"tutor/exercises"
	"tutor/internal/dockerfile"
)

// BaseImages lists the images that the references of the exercises build on, sorted, each once: what a machine has to
// have, or to pull, before anything of the course can be built.
func BaseImages(all []*exercises.Exercise) ([]string, error) {
	var images []string
	for _, ex := range all {
		if ex.Reference == "" {
			continue
		}
		err := fs.WalkDir(ex.FS, ex.Reference, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !isDockerfile(entry.Name()) {
				return err
			}
			text, err := fs.ReadFile(ex.FS, name)
			if err != nil {
				return err
			}
			file, err := dockerfile.Parse(text)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			images = append(images, outside(file)...)
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("base images of exercise %s: %w", ex.ID, err)
		}
	}
	slices.Sort(images)
	return slices.Compact(images), nil
}

// isDockerfile goes by the names in use: Dockerfile, dockerfile, Dockerfile.worker, worker.Dockerfile.
func isDockerfile(name string) bool {
	lower := strings.ToLower(name)
	return strings.HasPrefix(lower, "dockerfile") && path.Ext(lower) != ".dockerignore" || path.Ext(lower) == ".dockerfile"
}

// outside is the images that a Dockerfile uses and does not build.
func outside(f *dockerfile.File) []string {
	defaults := argDefaults(f)
	var images []string
	add := func(name string) {
		name = os.Expand(name, func(arg string) string { return defaults[arg] })
		if name != "" && name != "scratch" {
			images = append(images, name)
		}
	}
	for i := range f.Stages {
		stage := &f.Stages[i]
		if stage.Parent == dockerfile.NoStage {
			add(stage.Base)
		}
		for _, in := range stage.Instructions {
			if c, ok := in.Command.(*instructions.CopyCommand); ok && c.From != "" {
				if _, own := f.Stage(c.From); !own {
					add(c.From)
				}
			}
		}
	}
	return images
}

// argDefaults is what the ARG instructions before the first FROM say, where nobody says otherwise.
func argDefaults(f *dockerfile.File) map[string]string {
	values := map[string]string{}
	for _, in := range f.Args {
		c, ok := in.Command.(*instructions.ArgCommand)
		if !ok {
			continue
		}
		for _, arg := range c.Args {
			if arg.Value != nil {
				values[arg.Key] = *arg.Value
			}
		}
	}
	return values
}
