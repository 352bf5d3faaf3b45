package runner

import (
	"context"
	"slices"
	"strings"
	"sync"
)

// Swept counts what a clean-up removed.
type Swept struct {
	Containers int
	Images     int
	Networks   int
	Volumes    int
	Left       []string // what could not be removed, one line each
	Living     int      // resources of runs that still go on: left alone
}

// kind is a kind of resource that a run makes.
type kind struct {
	name   string
	list   []string // arguments that list the resources with our mark
	remove []string // arguments that remove the ids after them
}

// kinds returns the kinds in the order they have to be removed: a container holds its image, its network and its volumes.
func kinds() []kind {
	return []kind{
		{"container", []string{"ps", "-aq", "--no-trunc"}, []string{"rm", "-f", "-v"}},
		{"image", []string{"image", "ls", "-q", "--no-trunc"}, []string{"image", "rm", "-f", "--no-prune"}},
		{"network", []string{"network", "ls", "-q", "--no-trunc"}, []string{"network", "rm"}},
		{"volume", []string{"volume", "ls", "-q"}, []string{"volume", "rm"}},
	}
}

// Clean removes what dead runs left behind, kept resources among it. Living runs and foreign resources stay.
func (r *Runner) Clean(ctx context.Context) (Swept, error) {
	r.sweepScratch()
	return r.sweep(ctx, func(l labels) bool { return !r.living(l) })
}

// sweepDead removes what killed runs left, quietly: a command block starts with it. A grade does it with its own
// clean-up, where the same lists serve for both.
func (r *Runner) sweepDead(ctx context.Context) {
	_, _ = r.sweep(ctx, r.abandoned) // the next run tries again
}

// abandoned says whether a killed run left the resource, and nobody asked to keep it.
func (r *Runner) abandoned(l labels) bool { return !l.keep && !r.living(l) }

// sweep removes the resources with our mark for which doomed holds.
func (r *Runner) sweep(ctx context.Context, doomed func(labels) bool) (Swept, error) {
	var s Swept
	for _, k := range kinds() {
		found, err := r.docker.marked(ctx, k, labelMark+"=1")
		if err != nil {
			return s, err
		}
		var ids []string
		for _, f := range found {
			if doomed(f) {
				ids = append(ids, f.id)
			} else if r.living(f) {
				s.Living++
			}
		}
		s.note(k, r.docker.remove(ctx, k, ids), len(ids))
	}
	return s, nil
}

// note adds up one kind: total resources were to go, left of them did not.
func (s *Swept) note(k kind, left []string, total int) {
	gone := total - len(left)
	switch k.name {
	case "container":
		s.Containers += gone
	case "image":
		s.Images += gone
	case "network":
		s.Networks += gone
	case "volume":
		s.Volumes += gone
	}
	for _, l := range left {
		s.Left = append(s.Left, k.name+" "+l)
	}
}

// remove removes the ids side by side and returns one line for each that is still there.
func (d docker) remove(ctx context.Context, k kind, ids []string) []string {
	if len(ids) == 0 {
		return nil
	}
	if _, err := d.run(ctx, append(slices.Clone(k.remove), ids...)...); err == nil {
		return nil
	}
	lines := make([]string, len(ids)) // one by one, to tell those that are gone from those that stay
	each(len(ids), func(i int) {
		_, err := d.run(ctx, append(slices.Clone(k.remove), ids[i])...)
		if err != nil && !strings.Contains(strings.ToLower(err.Error()), "no such") {
			lines[i] = shortID(ids[i]) + ": " + err.Error()
		}
	})
	return slices.DeleteFunc(lines, func(l string) bool { return l == "" })
}

func shortID(id string) string {
	id = strings.TrimPrefix(id, "sha256:")
	return id[:min(12, len(id))]
}

func unique(ids []string) []string {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// each calls do for 0 to n-1, side by side.
func each(n int, do func(int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { do(i) })
	}
	wg.Wait()
}
