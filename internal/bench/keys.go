package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"
)

// bytesPerStep is how much one step of a walkthrough may write.
const bytesPerStep = 2048

// step is a key, and what is on the screen after it; nothing in particular when that is empty.
type step struct{ key, shows string }

// place is a screen with two keys that go there and back.
type place struct {
	name  string
	way   []step // from the first row of the course map
	keys  [2]string
	term  *terminal
	took  []time.Duration
	drawn []time.Duration // bytes, as numbers
}

func places() []*place {
	return []*place{
		{name: "the course map", keys: [2]string{"j", "k"}},
		{name: "a lesson", way: []step{{key: "j"}, {"\r", "line 10"}}, keys: [2]string{"j", "k"}},
		{name: "a walkthrough", way: []step{{key: "j"}, {key: "j"}, {"\r", "explained here"}}, keys: [2]string{"l", "h"}},
	}
}

// building starts the build that talks, and goes back to the first row of the map.
func building() []step {
	up := step{key: "k"}
	return []step{
		{key: "j"},
		{key: "j"},
		{key: "j"},
		{"\r", "Not checked yet"},
		{" ", "y/n"},
		{"y", "Your folder\x1b"},
		{" ", "of a build that talks"},
		{"[", "A walkthrough"},
		up, up, up,
	}
}

// measureKeys types keys in turn into the floor and into the screens of the tutor; then once more while a build streams.
func measureKeys(ctx context.Context, b *bench) error {
	if err := b.keys(ctx, "", places(), nil); err != nil {
		return err
	}
	for _, p := range places() { // one build at a time
		if err := b.keys(ctx, ", while a build streams", []*place{p}, building()); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) keys(ctx context.Context, while string, places []*place, begin []step) error {
	floor := &place{keys: [2]string{"j", "k"}}
	all := append([]*place{floor}, places...)
	course, err := filepath.Abs(courseDir)
	if err != nil {
		return err
	}
	for _, p := range all {
		shows, program, args := floorShows, b.floor, []string(nil)
		if p != floor {
			shows, program, args = "Exercise 1", b.tutor, []string{"--course", course}
		}
		if p.term, err = b.open(ctx, fmt.Sprintf("keys %s%s", p.name, while), program, args...); err != nil {
			return err
		}
		defer p.term.close()
		if _, err := p.term.until(shows); err != nil {
			return err
		}
		if p == floor {
			continue
		}
		if err := p.term.walk(append(begin, p.way...)); err != nil {
			return fmt.Errorf("go to %s: %w", p.name, err)
		}
	}
	for n := range 6 * b.runs {
		for _, p := range all {
			took, drawn, err := p.term.press(p.keys[n%2])
			if err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
			p.took, p.drawn = append(p.took, took), append(p.drawn, time.Duration(drawn))
		}
	}
	for _, p := range places {
		b.table.over("a key in "+p.name+while+", median", median(p.took), median(floor.took), 3)
		b.table.over("a key in "+p.name+while+", 95th percentile", at(p.took, 0.95), at(floor.took, 0.95), 8)
		if p.name == "a walkthrough" && begin == nil {
			most, least := at(p.drawn, 1), at(floor.drawn, 1)
			b.table.add(row{
				what: "one step of a walkthrough", tutor: fmt.Sprintf("%d bytes", most), floor: fmt.Sprintf("%d bytes", least),
				result: float64(most), unit: "bytes", bound: bytesPerStep,
			})
		}
	}
	return nil
}

// walk types keys and waits for what each shows.
func (t *terminal) walk(steps []step) error {
	for _, s := range steps {
		if _, err := t.key(s.key); err != nil {
			return err
		}
		var err error
		if s.shows != "" {
			_, err = t.until(s.shows)
		} else {
			_, err = t.quiet(settle)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
