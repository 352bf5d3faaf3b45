package lab

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"time"
)

// watch looks at the containers that get requests, and draws the timeline. The two questions are asked apart: a process
// that hangs answers the one and not the other.
type watch struct {
	script *script
	url    string // of /health, through the proxy

	mu      sync.Mutex
	names   []string // of the containers that get requests
	up      bool
	answers bool
	asked   int // questions to /health that have ended
	looked  int // looks at Docker that have ended
	traffic *traffic
	before  counts // of the traffic, when the phase began
	since   [2]int // looked and asked, then

	stop context.CancelFunc
	over sync.WaitGroup
}

// startWatch begins a timeline.
func (s *script) startWatch(ctx context.Context, url string) *watch {
	ctx, stop := context.WithCancel(ctx)
	w := &watch{script: s, url: url, stop: stop}
	w.over.Go(func() { w.repeat(ctx, lookEvery, w.look) })
	w.over.Go(func() { w.repeat(ctx, probeEvery, w.probe) })
	began := time.Now()
	w.over.Go(func() { w.repeat(ctx, sampleEvery, func(context.Context) { w.sample(time.Since(began)) }) })
	return w
}

func (w *watch) end() {
	w.stop()
	w.over.Wait()
}

func (w *watch) repeat(ctx context.Context, every time.Duration, do func(context.Context)) {
	for {
		do(ctx)
		if !pause(ctx, every) {
			return
		}
	}
}

// at says which containers get requests from now on.
func (w *watch) at(names ...string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.names = names
}

// begin counts the requests of a new phase.
func (w *watch) begin(t *traffic) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.traffic, w.before, w.since = t, t.counts(), [2]int{w.looked, w.asked}
}

// settled says whether all that is known was seen in this phase: one look and one question may have begun before it.
func (w *watch) settled() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.looked > w.since[0]+1 && w.asked > w.since[1]+1
}

func (w *watch) look(ctx context.Context) {
	running, err := w.script.session.Running(ctx)
	if err != nil {
		return // the next look tells
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.looked++
	w.up = len(w.names) > 0 && !slices.ContainsFunc(w.names, func(name string) bool { return !slices.Contains(running, name) })
}

func (w *watch) probe(ctx context.Context) {
	answers := healthy(ctx, w.url)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked++
	w.answers = answers
}

func (w *watch) sample(at time.Duration) {
	w.mu.Lock()
	known := w.looked > 0 && w.asked > 0
	w.mu.Unlock()
	if known {
		s := w.now()
		s.At = at
		w.script.send(s)
	}
}

// now is what was seen last.
func (w *watch) now() Sample {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := Sample{Up: w.up, Answers: w.answers}
	if w.traffic != nil {
		c := w.traffic.counts().since(w.before)
		s.Served, s.Failed = c.served, c.failed
	}
	return s
}

// healthy asks /health once.
func healthy(ctx context.Context, url string) bool {
	ctx, cancel := context.WithTimeout(ctx, probePatience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false
	}
	resp, err := directly(probePatience).RoundTrip(req)
	if err != nil {
		return false
	}
	_ = resp.Body.Close() // only the status counts
	return resp.StatusCode == http.StatusOK
}
