package runner

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
)

// Usage is one row of `docker system df`, with Docker's own words for the sizes.
type Usage struct {
	Type        string `json:"type"` // Images, Containers, Local Volumes or Build Cache
	Count       string `json:"count"`
	Active      string `json:"active"` // how many of them are in use
	Size        string `json:"size"`
	Reclaimable string `json:"reclaimable"`
}

// Usage is what Docker keeps on its disk (docs.docker.com/reference/cli/docker/system/df).
func (r *Runner) Usage(ctx context.Context) ([]Usage, error) {
	args := []string{"system", "df", "--format", "{{json .}}"}
	out, err := r.docker.do(ctx, call{args: args, deadline: usageDeadline})
	if err != nil {
		return nil, err
	}
	var all []Usage
	for line := range strings.Lines(out.stdout) {
		var row struct{ Type, TotalCount, Active, Size, Reclaimable string }
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			return nil, notJSON(args, err)
		}
		all = append(all, Usage{row.Type, row.TotalCount, row.Active, row.Size, row.Reclaimable})
	}
	return all, nil
}

// Doomed is one thing that a prune would remove.
type Doomed struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Size string `json:"size"` // Docker's words
	Ago  string `json:"ago"`  // since when, in Docker's words
}

// DanglingImages are the images that have no name and that no container uses.
func (r *Runner) DanglingImages(ctx context.Context) ([]Doomed, error) {
	return r.doomed(ctx, "image", "ls", "--filter", "dangling=true")
}

// StoppedContainers are the containers that have ended, or that were never started.
func (r *Runner) StoppedContainers(ctx context.Context) ([]Doomed, error) {
	return r.doomed(ctx, "ps", "-a", "--size", "--filter", "status=exited", "--filter", "status=created", "--filter", "status=dead")
}

// doomed lists what the command lists, without what a run of the tutor made: `tutor clean` is for that, and another run
// may be at work.
func (r *Runner) doomed(ctx context.Context, list ...string) ([]Doomed, error) {
	ours, err := r.docker.run(ctx, append(slices.Clone(list), "--filter", "label="+labelMark+"=1", "--format", "{{.ID}}")...)
	if err != nil {
		return nil, err
	}
	args := append(slices.Clone(list), "--format", "{{json .}}")
	out, err := r.docker.do(ctx, call{args: args, deadline: usageDeadline})
	if err != nil {
		return nil, err
	}
	var all []Doomed
	for line := range strings.Lines(out.stdout) {
		var row struct{ ID, Names, Image, Size, CreatedSince, Status string }
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			return nil, notJSON(args, err)
		}
		if slices.Contains(strings.Fields(ours.stdout), row.ID) {
			continue
		}
		d := Doomed{ID: row.ID, Size: row.Size, Ago: row.CreatedSince}
		if row.Names != "" {
			d.Name, d.Ago = row.Names+" of "+row.Image, row.Status
		}
		all = append(all, d)
	}
	return all, nil
}

// PruneBuildCache removes the build cache that no build uses. Nothing else goes with it.
func (r *Runner) PruneBuildCache(ctx context.Context) error {
	_, err := r.docker.do(ctx, call{args: []string{"builder", "prune", "--force"}, deadline: pruneDeadline})
	return err
}

// RemoveImages removes exactly these images; one that has come into use stays, and is in the error.
func (r *Runner) RemoveImages(ctx context.Context, all []Doomed) error {
	return r.removeAll(ctx, []string{"image", "rm"}, all)
}

// RemoveContainers removes exactly these containers; one that runs again stays, and is in the error. Volumes stay.
func (r *Runner) RemoveContainers(ctx context.Context, all []Doomed) error {
	return r.removeAll(ctx, []string{"rm"}, all)
}

func (r *Runner) removeAll(ctx context.Context, command []string, all []Doomed) error {
	args := slices.Clone(command)
	for _, d := range all {
		args = append(args, d.ID)
	}
	_, err := r.docker.do(ctx, call{args: args, deadline: pruneDeadline})
	return err
}
