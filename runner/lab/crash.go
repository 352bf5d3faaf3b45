package lab

import (
	"context"
	"fmt"
	"time"

	"tutor/runner"
)

func endQuestion() Question {
	return Question{ID: "no-policy", Text: "The app crashes. Its container was started without a restart policy. What happens?", Right: 1, Options: []Option{
		{Text: "Docker starts it again"},
		{Text: "It stays down"},
	}}
}

func restartQuestion() Question {
	return Question{ID: "on-failure", Text: "The same crash, in a container started with --restart on-failure. What happens?", Right: 0, Options: []Option{
		{Text: "Docker starts it again, and after a moment it serves"},
		{Text: "It stays down until the health check fails"},
		{Text: "It stays down: a policy acts only when the machine starts"},
	}}
}

func byHandQuestion() Question {
	return Question{ID: "by-hand", Text: "Now you end the same container yourself, with docker kill. What does the policy do?", Right: 1, Options: []Option{
		{Text: "Docker starts it again"},
		{Text: "It stays down: that counts as stopped by hand"},
	}}
}

// crashes ends the app without a restart policy, with one, and by hand. It returns the first container, which has ended.
func (s *script) crashes(ctx context.Context, p *proxy) (*runner.Container, error) {
	w := s.startWatch(ctx, p.url+"/health")
	defer w.end()
	t := startTraffic(ctx, p.url+"/", requestPatience)
	defer t.end()
	first, err := s.crash(ctx, p, w, t)
	if err != nil {
		return nil, err
	}
	return first, s.restarts(ctx, p, w, t)
}

// serving starts a copy and waits until it gets and answers requests.
func (s *script) serving(ctx context.Context, p *proxy, w *watch, t *traffic, l runner.Launch) (*runner.Container, error) {
	s.send(Note{Text: "starting a copy of your image"})
	c, err := s.session.Start(ctx, l)
	if err != nil {
		return nil, err
	}
	p.route(c.Address())
	w.at(c.Name())
	w.begin(t)
	until(ctx, changeWait, func() bool { n := w.now(); return w.settled() && n.Up && n.Answers && n.Served >= enough })
	return c, ctx.Err()
}

func (s *script) crash(ctx context.Context, p *proxy, w *watch, t *traffic) (*runner.Container, error) {
	// --init puts a small program before the app, so that the app can be ended from within.
	c, err := s.serving(ctx, p, w, t, runner.Launch{Name: "plain", Options: []string{"--init"}})
	if err != nil {
		return nil, err
	}
	ch := change{
		phase:   Phase{"no-policy", "A crash, no restart policy", "The app's process ends, as after a fault of its own.", "docker run -d -p 8000:8000 my-image"},
		predict: pointer(endQuestion()), action: Option{"c", "let the app crash"},
		seen: func(n Sample) bool { return !n.Up && !n.Answers && n.Failed >= 3 },
	}
	settle, err := s.before(ctx, ch)
	if err != nil {
		return nil, err
	}
	if err := c.Crash(ctx); err != nil {
		return nil, err
	}
	w.begin(t)
	o, err := w.after(ctx, ch)
	if err != nil {
		return nil, err
	}
	s.tell(o)
	settle()
	return c, nil
}

// restarts lets a container with a policy crash, and then ends it by hand.
func (s *script) restarts(ctx context.Context, p *proxy, w *watch, t *traffic) error {
	c, err := s.serving(ctx, p, w, t, runner.Launch{Name: "restart", Options: []string{"--init", "--restart", "on-failure"}})
	if err != nil {
		return err
	}
	defer c.Remove(ctx)
	ch := change{
		phase:   Phase{"on-failure", "A crash, --restart on-failure", "The same crash. This container has a restart policy.", "docker run -d --restart on-failure -p 8000:8000 my-image"},
		predict: pointer(restartQuestion()), action: Option{"c", "let the app crash"},
	}
	settle, err := s.before(ctx, ch)
	if err != nil {
		return err
	}
	began := time.Now()
	w.begin(t)
	if err := c.Crash(ctx); err != nil {
		return err
	}
	again := until(ctx, changeWait, func() bool { return s.back(ctx, c, p) })
	took := time.Since(began)
	ch.seen = func(n Sample) bool { return n.Up && n.Answers }
	o, err := w.after(ctx, ch)
	if err != nil {
		return err
	}
	o.Seconds, o.Text = took.Seconds(), "Docker did not start it again."
	if again {
		o.Text = fmt.Sprintf("It serves again %s after the crash; %d requests failed meanwhile.", seconds(took), o.Failed)
	}
	s.tell(o)
	settle()
	return s.change(ctx, byHand(c.Name()), c, w, t)
}

// back says whether Docker has started the container again and it serves. A start may have brought another port.
func (s *script) back(ctx context.Context, c *runner.Container, p *proxy) bool {
	st, err := c.State(ctx)
	if err != nil || st.Restarts == 0 || !st.Running || st.Address == "" {
		return false
	}
	p.route(st.Address)
	return healthy(ctx, "http://"+st.Address+"/health")
}

func byHand(name string) change {
	return change{
		phase:  Phase{"by-hand", "Ended by hand, --restart on-failure", "You end it with docker kill.", "docker kill " + name},
		signal: "KILL", predict: pointer(byHandQuestion()), action: Option{"k", "end it with docker kill"},
		seen: func(n Sample) bool { return !n.Up && !n.Answers && n.Failed >= 3 },
	}
}
