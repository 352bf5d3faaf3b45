package lab

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"tutor/runner"
)

// copies is how many copies of the service a rolling update replaces, one after the other.
const copies = 3

// enough is how many requests are waited for before an update begins and after it has ended.
const enough = 15

func updateQuestion() Question {
	return Question{ID: "rolling-update", Right: 0, Text: "Three copies are replaced by a version 2 that starts and never serves, one after the other. " +
		"One update waits until a new copy is healthy, another does not. Who gets failed requests?", Options: []Option{
		{Text: "Without waiting, in the end everybody; with it, hardly anybody"},
		{Text: "Everybody in both cases, because the new version is broken"},
		{Text: "Nobody in both cases, because a broken container ends by itself"},
	}}
}

// rollingUpdates shows the same update twice: without a health gate, and with one.
func (s *script) rollingUpdates(ctx context.Context, p *proxy) error {
	settle, err := s.predict(ctx, updateQuestion())
	if err != nil {
		return err
	}
	s.send(Note{Text: "making a version 2 of your image that starts and never serves"})
	broken, err := s.session.Broken(ctx)
	if err != nil {
		return err
	}
	for _, gate := range []bool{false, true} {
		if err := s.round(ctx, p, broken, gate); err != nil {
			return err
		}
	}
	settle()
	return nil
}

// round is one update, from three copies that serve to its end.
func (s *script) round(ctx context.Context, p *proxy, broken string, gate bool) error {
	u := &update{script: s, proxy: p, broken: broken, gate: gate}
	defer u.remove(ctx)
	if err := u.startOld(ctx); err != nil {
		return err
	}
	action := Option{"u", "update without a health gate"}
	phase := Phase{"without-gate", "Update without a health gate", "Each copy is replaced as soon as the new one has started.", ""}
	if gate {
		action = Option{"u", "update with a health gate"}
		phase = Phase{
			"with-gate", "Update with a health gate",
			fmt.Sprintf("A copy is replaced once the new one answers /health; it gets %.0f s for that.", gatePatience.Seconds()), "",
		}
	}
	if err := s.proceed(ctx, phase.ID, action); err != nil {
		return err
	}
	s.phase(phase)
	r, err := u.run(ctx)
	if err != nil {
		return err
	}
	s.result.Rounds = append(s.result.Rounds, r)
	s.send(r)
	return nil
}

// update is one rolling update.
type update struct {
	*script
	proxy  *proxy
	broken string // image of version 2
	gate   bool
	live   []*runner.Container // that get requests
}

// startOld starts the copies of the working version, side by side.
func (u *update) startOld(ctx context.Context) error {
	u.send(Note{Text: fmt.Sprintf("starting %d copies of your image", copies)})
	u.live = make([]*runner.Container, copies)
	errs := make([]error, copies)
	var starts sync.WaitGroup
	for i := range copies {
		starts.Go(func() { u.live[i], errs[i] = u.session.Start(ctx, runner.Launch{Name: u.name("v1", i)}) })
	}
	starts.Wait()
	for i, err := range errs {
		if err != nil {
			return err
		}
		if c := u.live[i]; !until(ctx, changeWait, func() bool { return healthy(ctx, "http://"+c.Address()+"/health") }) {
			return fmt.Errorf("copy %d of your image does not answer /health with 200", i+1)
		}
	}
	u.route()
	return nil
}

func (u *update) name(version string, i int) string {
	if u.gate {
		return fmt.Sprintf("%s-gate-%d", version, i+1)
	}
	return fmt.Sprintf("%s-%d", version, i+1)
}

// route sends the requests to the copies that are live now.
func (u *update) route() {
	var to []string
	for _, c := range u.live {
		to = append(to, c.Address())
	}
	u.proxy.route(to...)
}

// names are those of the copies that are live now.
func (u *update) names() []string {
	var all []string
	for _, c := range u.live {
		all = append(all, c.Name())
	}
	return all
}

// remove removes what is left of the round.
func (u *update) remove(ctx context.Context) {
	u.proxy.route()
	var all sync.WaitGroup
	for _, c := range u.live {
		if c != nil && ctx.Err() == nil { // after a cancel the session removes everything
			all.Go(func() { c.Remove(ctx) })
		}
	}
	all.Wait()
}

// run replaces one copy after the other under steady traffic.
func (u *update) run(ctx context.Context) (Round, error) {
	r := Round{Gate: u.gate, Copies: copies}
	began := time.Now()
	t := startTraffic(ctx, u.proxy.url+"/", updatePatience)
	defer t.end()
	w := u.startWatch(ctx, u.proxy.url+"/health")
	defer w.end()
	w.at(u.names()...)
	w.begin(t)
	u.more(ctx, t)
	for i := range u.live {
		took, err := u.replace(ctx, i, w)
		if err != nil {
			return r, err
		}
		if !took {
			r.Stopped = true
			break
		}
		r.Replaced++
	}
	u.more(ctx, t)
	w.end()
	c := t.end()
	r.Served, r.Failed, r.Seconds = c.served, c.failed, tenths(time.Since(began).Seconds())
	return r, ctx.Err()
}

// more waits until enough more requests have ended.
func (u *update) more(ctx context.Context, t *traffic) {
	before := t.counts()
	until(ctx, changeWait, func() bool { return t.counts().since(before).total() >= enough })
}

// replace starts one new copy and sends it the requests of an old one. With a gate the new copy has to be healthy
// first; it says whether the old one was replaced.
func (u *update) replace(ctx context.Context, i int, w *watch) (bool, error) {
	u.send(Note{Text: fmt.Sprintf("copy %d of %d: version 2 starts", i+1, copies)})
	c, err := u.session.Run(ctx, runner.Launch{Name: u.name("v2", i), Image: u.broken})
	if err != nil {
		return false, err
	}
	if u.gate {
		u.send(Note{Text: fmt.Sprintf("copy %d of %d: waiting until version 2 is healthy", i+1, copies)})
		if !until(ctx, gatePatience, func() bool { return healthy(ctx, "http://"+c.Address()+"/health") }) {
			u.send(Note{Text: "version 2 is not healthy: the update stops, and the old copies go on"})
			c.Remove(ctx)
			return false, ctx.Err()
		}
	}
	old := u.live[i]
	u.live = slices.Clone(u.live)
	u.live[i] = c
	u.route()
	w.at(u.names()...)
	pause(ctx, updatePause) // requests on their way to the old copy end
	old.Remove(ctx)
	return true, ctx.Err()
}
