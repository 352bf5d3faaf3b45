package lab

import (
	"context"
	"time"

	"tutor/runner"
)

// change is one thing that is done to the container, and what has to be seen then.
type change struct {
	phase   Phase
	signal  string // empty for none
	predict *Question
	action  Option // what the learner presses; its key is empty where there is nothing to press
	seen    func(Sample) bool
}

func (s *script) changes(name string) []change {
	kill := "docker kill --signal "
	return []change{
		{
			phase: Phase{
				"serving", "It serves", "Your container gets ten requests a second, through a small proxy in the tutor. " +
					"Two questions are asked all the time: does the process run, and does /health answer?", "",
			},
			seen: func(n Sample) bool { return n.Up && n.Answers && n.Served >= 10 },
		},
		{
			phase:  Phase{"frozen", "Frozen", "The process is frozen: it is there, and does nothing any more.", kill + "STOP " + name},
			signal: "STOP", predict: frozenQuestion(), action: Option{"f", "freeze the process"},
			seen: func(n Sample) bool { return n.Up && !n.Answers && n.Failed >= 3 },
		},
		{
			phase:  Phase{"thawed", "Thawed", "The process may go on.", kill + "CONT " + name},
			signal: "CONT", predict: thawedQuestion(), action: Option{"c", "let it go on"},
			seen: func(n Sample) bool { return n.Up && n.Answers && n.Served >= 5 },
		},
		{
			phase:  Phase{"killed", "Killed", "The process is killed. The container has no restart policy.", kill + "KILL " + name},
			signal: "KILL", predict: killedQuestion(), action: Option{"k", "kill the process"},
			seen: func(n Sample) bool { return !n.Up && !n.Answers && n.Failed >= 3 },
		},
	}
}

func frozenQuestion() *Question {
	return &Question{ID: "frozen", Text: "Next, the process is frozen: it does not end, and does nothing any more. What will you see?", Right: 2, Options: []Option{
		{Text: "docker ps shows Up, and /health answers"},
		{Text: "docker ps shows Exited, and /health gives no answer"},
		{Text: "docker ps shows Up, and /health gives no answer"},
	}}
}

func thawedQuestion() *Question {
	return &Question{ID: "thawed", Text: "The process may go on. What happens?", Right: 1, Options: []Option{
		{Text: "Nothing, until the container is started again"},
		{Text: "/health answers again, without a restart"},
	}}
}

func killedQuestion() *Question {
	return &Question{ID: "killed", Text: "The process is killed. What happens then?", Right: 1, Options: []Option{
		{Text: "Docker starts the process again"},
		{Text: "The container has ended, and it stays so"},
		{Text: "docker ps goes on showing Up, and requests wait"},
	}}
}

// health is the lab on what Docker sees and what /health tells.
func (s *script) health(ctx context.Context) error {
	p, err := openProxy(ctx, updatePatience)
	if err != nil {
		return err
	}
	defer p.close()
	if err := s.oneContainer(ctx, p); err != nil {
		return err
	}
	return s.rollingUpdates(ctx, p)
}

// oneContainer freezes, thaws and kills one copy.
func (s *script) oneContainer(ctx context.Context, p *proxy) error {
	c, err := s.session.Start(ctx, runner.Launch{Name: "app"})
	if err != nil {
		return err
	}
	p.route(c.Address())
	w := s.startWatch(ctx, p.url+"/health")
	defer w.end()
	w.at(c.Name())
	t := startTraffic(ctx, p.url+"/", requestPatience)
	defer t.end()
	for _, ch := range s.changes(c.Name()) {
		if err := s.change(ctx, ch, c, w, t); err != nil {
			return err
		}
	}
	c.Remove(ctx)
	return ctx.Err()
}

// change does one thing to the container and watches what comes of it.
func (s *script) change(ctx context.Context, ch change, c *runner.Container, w *watch, t *traffic) error {
	settle, err := s.before(ctx, ch)
	if err != nil {
		return err
	}
	if ch.signal != "" {
		if err := c.Signal(ctx, ch.signal); err != nil {
			return err
		}
	}
	w.begin(t)
	o, err := w.after(ctx, ch)
	if err != nil {
		return err
	}
	s.tell(o)
	settle()
	return nil
}

// before lets the learner predict and press the key, and begins the phase.
func (s *script) before(ctx context.Context, ch change) (settle func(), err error) {
	settle = func() {}
	if ch.predict != nil {
		if settle, err = s.predict(ctx, *ch.predict); err != nil {
			return settle, err
		}
	}
	if ch.action.Key != "" {
		err = s.proceed(ctx, ch.phase.ID, ch.action)
	}
	s.phase(ch.phase)
	return settle, err
}

// after waits until the timeline shows what has to be seen, goes on watching for a moment, and says what was seen.
func (w *watch) after(ctx context.Context, ch change) (Observation, error) {
	began := time.Now()
	until(ctx, changeWait, func() bool { return w.settled() && ch.seen(w.now()) })
	pause(ctx, watchFor)
	n := w.now()
	return Observation{
		ID: ch.phase.ID, Title: ch.phase.Title, Command: ch.phase.Command, Up: n.Up, Answers: n.Answers,
		Served: n.Served, Failed: n.Failed, Seconds: time.Since(began).Seconds(), Text: seenText(n),
	}, ctx.Err()
}

// seenText says what the two rows of the timeline show.
func seenText(n Sample) string {
	switch {
	case n.Up && n.Answers:
		return "Docker says Up, and /health answers: it serves."
	case n.Up:
		return "Docker says Up, and /health gives no answer. Docker looks at the process, not at its work."
	case n.Answers:
		return "The process has ended, and something still answers."
	}
	return "The process has ended, and nobody starts it again."
}
