package runner

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"tutor/exercises"
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

// labels are the marks of one resource.
type labels struct {
	id    string
	owner owner
	run   string
	keep  bool
	block bool   // a command block started it
	image string // id of a container's image
}

// marked lists the resources of a kind that carry the label filter and all marks of an owner.
// Anything with less is not ours.
func (d docker) marked(ctx context.Context, k kind, filter string) ([]labels, error) {
	out, err := d.list(ctx, k, filter)
	if err != nil {
		return nil, err
	}
	ids := unique(strings.Fields(out.stdout))
	if len(ids) == 0 {
		return nil, nil
	}
	field := ".Config.Labels"
	if k.name == "network" || k.name == "volume" {
		field = ".Labels"
	}
	var format []string
	for _, l := range []string{labelPID, labelPIDStart, labelHost, labelRun, labelKeep} {
		format = append(format, `{{index `+field+` "`+l+`"}}`)
	}
	id, name, block, image := "{{.ID}}", "{{.Name}}", "", ""
	switch k.name {
	case "container":
		id, block, image = "{{.Id}}", `{{index `+field+` "`+labelBlock+`"}}`, "{{.Image}}"
	case "volume":
		id = "{{.Name}}"
	case "image":
		id, name = "{{.Id}}", `{{range .RepoTags}}{{.}},{{end}}`
	}
	format = append(format, name, block, image)
	args := append([]string{k.name, "inspect", "--format", id + "\t" + strings.Join(format, "\t")}, ids...)
	out, _ = d.run(ctx, args...) // one that has gone meanwhile makes the exit code 1; the others are printed
	var all []labels
	for line := range strings.Lines(out.stdout) {
		if l, ok := parseLabels(strings.TrimSuffix(line, "\n")); ok {
			all = append(all, l)
		}
	}
	return d.withoutInherited(ctx, all)
}

// listTries is how often a list is asked for: the engine fails when something goes away while it makes one.
const listTries = 3

func (d docker) list(ctx context.Context, k kind, filter string) (out output, err error) {
	for range listTries {
		out, err = d.run(ctx, append(slices.Clone(k.list), "--filter", "label="+filter)...)
		if err == nil || !strings.Contains(strings.ToLower(err.Error()), "no such") {
			break
		}
	}
	return out, err
}

// withoutInherited drops the containers that have the mark of a command block from their image alone: somebody
// committed the block's container, and started another from that.
func (d docker) withoutInherited(ctx context.Context, all []labels) ([]labels, error) {
	var images []string
	for _, l := range all {
		if l.block {
			images = append(images, l.image)
		}
	}
	if len(images) == 0 {
		return all, nil
	}
	args := []string{"image", "inspect", "--format", "{{.Id}}\t{{json .Config.Labels}}"}
	out, err := d.run(ctx, append(args, unique(images)...)...)
	var problem *Problem
	if errors.As(err, &problem) && !strings.Contains(strings.ToLower(problem.Output), "no such image") { // else one has gone, and the others are printed
		return nil, err
	}
	inherited := map[string]string{}
	for line := range strings.Lines(out.stdout) {
		id, text, _ := strings.Cut(line, "\t")
		var marks map[string]string
		_ = json.Unmarshal([]byte(text), &marks) // null where the image has no labels
		inherited[id] = marks[labelBlock]
	}
	return slices.DeleteFunc(all, func(l labels) bool { return l.block && inherited[l.image] == l.run }), nil
}

// ours says whether all names of a resource are those its run gave it. Labels alone are not enough: an image built on a
// kept one inherits them, and so does a container that somebody starts from it.
func ours(names, run string) bool {
	for name := range strings.SplitSeq(names, ",") {
		if name != "" && (!strings.HasPrefix(strings.TrimPrefix(name, "/"), "tutor-") || !strings.Contains(name, run)) {
			return false
		}
	}
	return true
}

func parseLabels(line string) (labels, bool) {
	f := strings.Split(line, "\t")
	if len(f) != 9 {
		return labels{}, false
	}
	block := f[7] != "" && f[7] == f[4]
	if !block && !ours(f[6], f[4]) { // a block's container has the name its author or Docker gave it
		return labels{}, false
	}
	pid, err := strconv.Atoi(f[1])
	if err != nil || f[2] == "" || f[4] == "" {
		return labels{}, false
	}
	return labels{
		id: f[0], owner: owner{pid: pid, start: f[2], host: f[3]}, run: f[4], keep: f[5] == "1", block: block, image: f[8],
	}, true
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

// cleanUp removes everything this run made, on a context of its own: the grade's may have ended.
// After a cancel it has to be quick: an engine that does not even list its containers is not waited for.
func (g *grade) cleanUp(cancelled bool) exercises.Cleanup {
	for _, c := range g.launched {
		c.cancel()
	}
	for _, c := range g.launched {
		c.stopWatching()
	}
	if !g.made || g.opts.Keep {
		return exercises.Cleanup{}
	}
	ctx, cancel := context.WithTimeout(context.Background(), cleanupDeadline)
	defer cancel()
	g.awaitLateImage(ctx)
	lister := g.docker
	switch {
	case cancelled && g.compose.began(): // several lists at once
		lister.deadline = lateImageWait
	case cancelled:
		lister.deadline = quickList
	}
	s := g.removeMade(ctx, lister, !cancelled)
	g.removeLegacy(ctx)
	return exercises.Cleanup{Containers: s.Containers, Images: s.Images, Left: len(s.Left)}
}

// removeMade removes what carries the run's label. Where Compose was stopped half way, the engine may still be making
// what it was asked for: then it looks again until two looks in a row find nothing, or the time is over.
// dead says whether to remove what killed runs left, too.
func (g *grade) removeMade(ctx context.Context, lister docker, dead bool) Swept {
	all := kinds()[:2]
	if g.compose.began() { // nothing else makes networks and volumes
		all = kinds()
	}
	var s Swept
	g.removeKnown(ctx, &s)
	began := time.Now()
	for quiet := 0; ; {
		s.Left = nil // another look may succeed
		quiet++
		if g.removeOnce(ctx, lister, all, dead, &s) || len(s.Left) > 0 {
			quiet = 0
		}
		if !g.compose.stopped() || quiet == 2 || time.Since(began) > lateImageWait {
			return s
		}
		time.Sleep(lateImagePause)
	}
}

// removeKnown removes what the run knows by name, without asking for a list first. What fails is left to the lists.
func (g *grade) removeKnown(ctx context.Context, s *Swept) {
	// Of a project Compose makes more than is known, and the legacy builder has an image for every label.
	if g.compose.began() || g.image == "" || g.builder == "legacy" {
		return
	}
	var names []string
	for _, c := range g.launched {
		names = append(names, c.name)
	}
	for i, k := range kinds()[:2] {
		known := [][]string{names, {g.image}}[i]
		if len(known) == 0 {
			continue
		}
		if _, err := g.docker.run(ctx, append(slices.Clone(k.remove), known...)...); err == nil {
			s.note(k, nil, len(known))
		}
	}
}

// removeOnce says whether there was anything of this run. A container goes first, since it holds all the others.
func (g *grade) removeOnce(ctx context.Context, lister docker, all []kind, dead bool, s *Swept) bool {
	filter := labelRun + "=" + g.runID
	if dead {
		filter = labelMark + "=1"
	}
	found, errs := make([][]labels, len(all)), make([]error, len(all))
	others := false
	var mu sync.Mutex
	each(len(all), func(i int) {
		found[i], errs[i] = lister.marked(ctx, all[i], filter)
		if errs[i] != nil && dead { // what others left must not keep this run's own here
			found[i], errs[i] = lister.marked(ctx, all[i], labelRun+"="+g.runID)
		}
		for _, f := range found[i] {
			if f.run != g.runID && g.runner.abandoned(f) {
				mu.Lock()
				others = true
				mu.Unlock()
			}
		}
		found[i] = slices.DeleteFunc(found[i], func(f labels) bool { return f.run != g.runID })
	})
	if others {
		g.runner.sweepDead(ctx)
	}
	some := false
	left := make([][]string, len(all))
	remove := func(i int) {
		var ids []string
		for _, f := range found[i] {
			ids = append(ids, f.id)
		}
		left[i] = g.docker.remove(ctx, all[i], ids)
	}
	remove(0)
	each(len(all)-1, func(i int) { remove(i + 1) })
	for i, k := range all {
		if errs[i] != nil { // the engine is gone; `tutor clean` finds the rest
			s.Left = append(s.Left, k.name+"s: "+errs[i].Error())
			continue
		}
		some = some || len(found[i]) > 0
		s.note(k, left[i], len(found[i]))
	}
	return some
}

// each calls do for 0 to n-1, side by side.
func each(n int, do func(int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { do(i) })
	}
	wg.Wait()
}

// quickList is how long a list may take after a cancel; it takes some 20 ms.
const quickList = 600 * time.Millisecond

// Pace of waiting for an image that a cancelled build may still produce.
const (
	lateImageWait  = 1500 * time.Millisecond // a cancel takes two seconds at most
	lateImagePause = 100 * time.Millisecond
)

// awaitLateImage waits for the image of a build that was cancelled while the engine wrote it: the engine does not stop.
// What comes later still is removed by the next grade or by `tutor clean`.
func (g *grade) awaitLateImage(ctx context.Context) {
	if !g.exporting {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, lateImageWait)
	defer cancel()
	for {
		found, err := g.docker.marked(ctx, kinds()[1], labelRun+"="+g.runID)
		if err != nil || len(found) > 0 {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(lateImagePause):
		}
	}
}

// removeLegacy removes the intermediate images that the legacy builder made in this run and that carry no label.
// Its cache is these images: what was there before the run stays.
func (g *grade) removeLegacy(ctx context.Context) {
	for _, id := range slices.Backward(g.legacyMade) {
		_, _ = g.docker.run(ctx, "image", "rm", "--no-prune", id) // gone already, or in use by a newer build
	}
}
