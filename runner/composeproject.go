package runner

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
)

// Labels that Compose puts on its containers (https://docs.docker.com/reference/cli/docker/compose/).
const (
	composeDir          = "com.docker.compose.project.working_dir"
	composeProjectLabel = "com.docker.compose.project"
)

// composeContainer is a container of a Compose project.
type composeContainer struct {
	id, project string
	running     bool
}

// composeContainers lists the containers of the projects whose folder is dir.
func (d docker) composeContainers(ctx context.Context, dir string) ([]composeContainer, error) {
	out, err := d.run(ctx, "ps", "-a", "--no-trunc", "--filter", "label="+composeDir+"="+dir,
		"--format", `{{.ID}}`+"\t"+`{{.State}}`+"\t"+`{{.Label "`+composeProjectLabel+`"}}`)
	if err != nil {
		return nil, err
	}
	var all []composeContainer
	for line := range strings.Lines(out.stdout) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) == 3 && f[2] != "" {
			all = append(all, composeContainer{id: f[0], running: f[1] == "running", project: f[2]})
		}
	}
	return all, nil
}

// started lists the containers of projects in the block's folder that the block started.
func (b *block) started(ctx context.Context) []composeContainer {
	now, err := b.runner.docker.composeContainers(ctx, b.dir)
	if err != nil {
		return nil // the engine is gone
	}
	return b.startedOf(now)
}

// startedOf drops the containers of a project that ran before, which is somebody else's, and those that were there and
// did not start.
func (b *block) startedOf(now []composeContainer) []composeContainer {
	return slices.DeleteFunc(now, func(c composeContainer) bool {
		return slices.ContainsFunc(b.before, func(old composeContainer) bool {
			return old.project == c.project && (old.running || old.id == c.id && !c.running)
		})
	})
}

// endProjects takes down the projects the block started and that are still there. Volumes stay: they hold data.
// A project that was there before, stopped, is stopped again.
func (b *block) endProjects(ctx context.Context, s *Swept) {
	if len(b.projects) == 0 {
		return
	}
	now, err := b.runner.docker.composeContainers(ctx, b.dir)
	if err != nil {
		s.Left = append(s.Left, "compose: "+err.Error())
		return
	}
	var done []string
	for _, c := range b.projects {
		there := slices.ContainsFunc(now, func(n composeContainer) bool { return n.id == c.id })
		if there && !slices.Contains(done, c.project) {
			done = append(done, c.project)
			b.endProject(ctx, c.project, s)
		}
	}
}

func (b *block) endProject(ctx context.Context, project string, s *Swept) {
	verb := "down"
	if slices.ContainsFunc(b.before, func(c composeContainer) bool { return c.project == project }) {
		verb = "stop"
	}
	_, err := b.runner.docker.do(ctx, call{
		args: []string{"compose", "-p", project, verb, "--timeout", "0"}, // they were asked to end before
		dir:  string(filepath.Separator),                                 // away from files that may say something else by now
	})
	if err != nil {
		s.Left = append(s.Left, "compose project "+project+": "+err.Error())
		return
	}
	for _, c := range b.projects {
		if c.project == project && verb == "down" {
			s.Containers++
		}
	}
}
