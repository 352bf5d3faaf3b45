package lab

import (
	"context"
	"fmt"
	"strings"

	"tutor/runner"
)

// Prune is one kind of thing that can go, from what is safest to what is not. The lab never removes volumes.
type Prune struct {
	ID      string          `json:"id"`
	Title   string          `json:"title"`
	Command string          `json:"command"`
	Meaning string          `json:"meaning"` // what it costs
	Count   int             `json:"count"`   // -1 where only Docker can tell
	Size    string          `json:"size"`    // what would be free, in Docker's words; empty where it does not say
	Would   []runner.Doomed `json:"would,omitempty"`
	Offered bool            `json:"offered"` // the lab does it, after a yes
	Removed bool            `json:"removed"` // the learner said yes, and it went
	Problem string          `json:"problem,omitempty"`
	perform func(context.Context) error
}

// disk is the lab on what Docker keeps. Without anybody to ask it only looks.
func (s *script) disk(ctx context.Context) error {
	s.phase(Phase{
		ID: "usage", Title: "What Docker keeps on this disk", Command: "docker system df",
		Text: "Everything that was ever built, pulled or started stays until somebody removes it. Reclaimable is what nothing uses now.",
	})
	s.send(Note{Text: "Docker adds up the sizes"})
	before, err := s.runner.Usage(ctx)
	if err != nil {
		return err
	}
	s.result.Usage = before
	s.send(Shown{Table: usageTable("What Docker keeps", before)})
	prunes, err := s.prunes(ctx, before)
	if err != nil {
		return err
	}
	removed := false
	for i := range prunes {
		if err := s.offer(ctx, &prunes[i]); err != nil {
			return err
		}
		removed = removed || prunes[i].Removed
		s.result.Prunes = append(s.result.Prunes, prunes[i])
	}
	if removed {
		s.result.UsageAfter, err = s.runner.Usage(ctx)
	}
	return err
}

// prunes are the steps, in the safe order.
func (s *script) prunes(ctx context.Context, usage []runner.Usage) ([]Prune, error) {
	images, err := s.runner.DanglingImages(ctx)
	if err != nil {
		return nil, err
	}
	ended, err := s.runner.StoppedContainers(ctx)
	if err != nil {
		return nil, err
	}
	cache, volumes := row(usage, "Build Cache"), row(usage, "Local Volumes")
	return []Prune{
		{
			ID: "build-cache", Title: "1. Build cache", Command: "docker builder prune", Count: -1, Size: cache.Reclaimable,
			Meaning: "It holds steps of earlier builds. The next build makes what it needs again, and takes longer once.",
			Offered: !nothing(cache.Reclaimable), perform: s.runner.PruneBuildCache,
		},
		{
			ID: "dangling-images", Title: "2. Images without a name", Command: "docker image prune", Count: len(images), Would: images,
			Meaning: "An image loses its name when you build again under the same one. Nothing can start it by name any more.",
			Offered: len(images) > 0, perform: func(ctx context.Context) error { return s.runner.RemoveImages(ctx, images) },
		},
		{
			ID: "stopped-containers", Title: "3. Stopped containers", Command: "docker container prune", Count: len(ended), Would: ended,
			Meaning: "Their logs go with them, and every file that was written inside. Look before you agree.",
			Offered: len(ended) > 0, perform: func(ctx context.Context) error { return s.runner.RemoveContainers(ctx, ended) },
		},
		{
			ID: "unused-images", Title: "4. All images that no container uses", Command: "docker image prune --all", Count: -1,
			Size:    row(usage, "Images").Reclaimable,
			Meaning: "They have to be pulled or built again, which needs a network. The course's base image is among them. The lab leaves them.",
		},
		{
			ID: "volumes", Title: "5. Volumes", Command: "docker volume prune", Count: -1, Size: volumes.Reclaimable,
			Meaning: "A volume holds data, such as a database. What goes here is gone for good: the lab never removes one.",
		},
	}, nil
}

func row(all []runner.Usage, kind string) runner.Usage {
	for _, u := range all {
		if u.Type == kind {
			return u
		}
	}
	return runner.Usage{}
}

// nothing says whether Docker's word for a size means that there is nothing.
func nothing(size string) bool { return size == "" || size == "0B" || strings.HasPrefix(size, "0B ") }

// offer shows what a prune would remove, and does it after an explicit yes.
func (s *script) offer(ctx context.Context, p *Prune) error {
	s.phase(Phase{ID: p.ID, Title: p.Title, Text: p.Meaning, Command: p.Command})
	s.send(Note{Text: p.wouldText()})
	if len(p.Would) > 0 {
		s.send(Shown{Table: doomedTable(p.Would)})
	}
	if !p.Offered || s.ask == nil {
		return ctx.Err()
	}
	const no, yes = 0, 1
	chosen, err := s.ask(ctx, Question{
		ID: p.ID, Text: p.question(), Right: -1,
		Options: []Option{no: {"n", "no"}, yes: {"y", "yes"}},
	})
	if err != nil || chosen != yes {
		return err
	}
	s.send(Note{Text: "removing"})
	if err := p.perform(ctx); err != nil {
		p.Problem = engineSaid(err)
		s.send(Note{Text: "Not all of it could be removed: " + p.Problem})
		return ctx.Err()
	}
	p.Removed = true
	s.send(Note{Text: "removed"})
	return nil
}

func (p Prune) question() string {
	if p.Count < 0 {
		return fmt.Sprintf("Remove it now, %s?", p.Size)
	}
	return fmt.Sprintf("Remove what is listed now, %d in all?", p.Count)
}

// wouldText says what the prune would remove.
func (p Prune) wouldText() string {
	switch {
	case p.Count == 0 || p.Count < 0 && nothing(p.Size):
		return "There is nothing to remove."
	case p.Count < 0:
		return "It would free " + p.Size + "."
	}
	return fmt.Sprintf("It would remove %d, listed here.", p.Count)
}

func usageTable(title string, all []runner.Usage) Table {
	t := Table{Title: title, Head: []string{"", "count", "in use", "size", "reclaimable"}}
	for _, u := range all {
		t.Rows = append(t.Rows, []string{u.Type, u.Count, u.Active, u.Size, u.Reclaimable})
	}
	return t
}

func doomedTable(all []runner.Doomed) Table {
	t := Table{Title: "It would remove (a size counts what several share)", Head: []string{"", "name", "size", "since"}}
	for _, d := range all {
		t.Rows = append(t.Rows, []string{d.ID, d.Name, d.Size, d.Ago})
	}
	return t
}

// pruneTable is what the disk lab ends in.
func pruneTable(all []Prune) Table {
	t := Table{Title: "The safe order", Head: []string{"", "command", "would go", "done"}}
	for _, p := range all {
		would := p.Size
		if p.Count >= 0 {
			would = fmt.Sprint(p.Count)
		}
		t.Rows = append(t.Rows, []string{p.Title, p.Command, would, yesNo(p.Removed)})
	}
	return t
}
