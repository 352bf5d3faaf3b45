package runner

import (
	"context"
	"slices"
	"sync"
	"time"

	"tutor/exercises"
)

// cleanUp removes everything this run made, on a context of its own: the grade's may have ended.
// After a cancel it has to be quick: an engine that has not answered in this grade is not waited for.
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
	case cancelled && g.answered:
		lister.deadline = slowList
	case cancelled:
		lister.deadline = hungList
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
	s, complete := g.removeKnown(ctx, dead)
	if complete {
		return s
	}
	began := time.Now()
	for looks, quiet := 1, 0; ; looks++ {
		s.Left = nil // another look may succeed
		quiet++
		some, listed := g.removeOnce(ctx, lister, all, dead, &s)
		if some || len(s.Left) > 0 {
			quiet = 0
		}
		enough := time.Since(began) > lateImageWait && (looks >= fewLooks || !listed) // a slow engine gets its looks
		if !g.compose.stopped() || quiet == 2 || enough {
			return s
		}
		time.Sleep(lateImagePause)
	}
}

// removeKnown removes what the run knows by name, without asking for a list first, and says whether that is all there
// was. Where it is not, or something fails, the rest is left to the lists. Meanwhile it looks for what dead runs left: the
// engine takes its time to end a container.
func (g *grade) removeKnown(ctx context.Context, dead bool) (s Swept, complete bool) {
	// Of a project Compose makes more than is known, and the legacy builder has an image for every label.
	if g.compose.began() || g.image == "" || g.builder == "legacy" {
		return s, false
	}
	var others bool
	var look sync.WaitGroup
	if complete = g.ran == len(g.launched); complete && dead {
		look.Go(func() { others = g.othersLeft(ctx) })
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
		if _, err := g.docker.run(ctx, append(slices.Clone(k.remove), known...)...); err != nil {
			complete = false
			continue
		}
		s.note(k, nil, len(known))
	}
	look.Wait()
	if complete && others {
		g.runner.sweepDead(ctx)
	}
	return s, complete
}

// othersLeft says whether a dead run left a container or an image.
func (g *grade) othersLeft(ctx context.Context) bool {
	var own []string
	for _, c := range g.launched {
		own = append(own, c.first.ID, c.first.Image)
	}
	some := make([]bool, 2)
	each(len(some), func(i int) {
		found, _ := g.docker.marked(ctx, kinds()[i], labelMark+"=1", own...) // the next grade looks again
		some[i] = slices.ContainsFunc(found, func(l labels) bool { return l.run != g.runID && g.runner.abandoned(l) })
	})
	return slices.Contains(some, true)
}

// removeOnce says whether there was anything of this run, and whether the engine listed all it has. A container goes
// first, since it holds all the others.
func (g *grade) removeOnce(ctx context.Context, lister docker, all []kind, dead bool, s *Swept) (some, listed bool) {
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
	listed = true
	for i, k := range all {
		if errs[i] != nil { // the engine is gone; `tutor clean` finds the rest
			listed = false
			s.Left = append(s.Left, k.name+"s: "+errs[i].Error())
			continue
		}
		some = some || len(found[i]) > 0
		s.note(k, left[i], len(found[i]))
	}
	return some, listed
}

// How long a list may take after a cancel; it takes some 20 ms. An engine that has answered in this grade is there, and
// may be busy with what the cancel made it end.
const (
	hungList = 600 * time.Millisecond
	slowList = 5 * time.Second
)

// fewLooks is how often what Compose was making is looked for, however slow the engine is: there is something, then
// twice nothing.
const fewLooks = 3

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
