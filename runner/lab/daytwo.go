package lab

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"tutor/exercises"
	"tutor/runner"
)

// dayTwo is the lab on what Docker does by itself once a container runs, and what it does not.
func (s *script) dayTwo(ctx context.Context) error {
	p, err := openProxy(ctx, updatePatience)
	if err != nil {
		return err
	}
	defer p.close()
	ended, err := s.crashes(ctx, p)
	if err != nil {
		return err
	}
	if err := s.logs(ctx, ended); err != nil {
		return err
	}
	ready, err := s.session.Readiness(ctx)
	if err != nil {
		return err
	}
	if err := s.memory(ctx, ready); err != nil {
		return err
	}
	if err := s.onePort(ctx, p); err != nil {
		return err
	}
	s.phase(Phase{ID: "readiness", Title: "What your container has of going live", Text: "The table of exercise 4, for docker run -p 8000:8000 of your image."})
	s.result.Findings = exercises.Readiness{Port: runner.ServicePort}.Findings(ready)
	return ctx.Err()
}

func logsQuestion() Question {
	return Question{ID: "logs", Text: "The container has ended, and is removed with docker rm. Where is its log?", Right: 1, Options: []Option{
		{Text: "docker logs still shows it"},
		{Text: "It is gone with the container"},
	}}
}

// logs shows that the log outlives the process and not the container.
func (s *script) logs(ctx context.Context, c *runner.Container) error {
	command := "docker logs " + c.Name() + "; docker rm " + c.Name() + "; docker logs " + c.Name()
	settle, err := s.before(ctx, change{
		phase:   Phase{"logs", "Its log", "The container has ended. Its log is read, the container removed, and its log read again.", command},
		predict: pointer(logsQuestion()), action: Option{"r", "remove the container"},
	})
	if err != nil {
		return err
	}
	before, err := c.Log(ctx)
	if err != nil {
		return err
	}
	c.Remove(ctx)
	_, gone := c.Log(ctx)
	text := fmt.Sprintf("After the end docker logs had %s. After docker rm there is still a log.", lines(len(before)))
	if gone != nil {
		text = fmt.Sprintf("After the end docker logs had %s. After docker rm it says: %s.", lines(len(before)), engineSaid(gone))
	}
	s.tell(Observation{ID: "logs", Title: "Its log", Command: command, Text: text})
	settle()
	return ctx.Err()
}

func lines(n int) string {
	if n == 1 {
		return "1 line"
	}
	return fmt.Sprintf("%d lines", n)
}

func pointer(q Question) *Question { return &q }

// engineSaid is the engine's own words, without docker's wrapping.
func engineSaid(err error) string {
	text := err.Error()
	var p *runner.Problem
	if errors.As(err, &p) && p.Output != "" {
		text = p.Output
	}
	if _, said, ok := strings.Cut(text, "Error response from daemon: "); ok {
		text = said
	}
	if i := strings.Index(text, "Bind for "); i >= 0 { // "driver failed programming external connectivity on ...: Bind for ..."
		text = text[i:]
	}
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return strings.TrimSuffix(first, ".")
}

func memoryQuestion() Question {
	return Question{ID: "memory", Text: "docker run, without options. How much memory may the container use?", Right: 2, Options: []Option{
		{Text: "512 MB, unless it asks for more"},
		{Text: "Half of the machine's"},
		{Text: "All of the machine's"},
	}}
}

// memory compares what Docker allows with and without a limit.
func (s *script) memory(ctx context.Context, ready exercises.ReadinessObservation) error {
	const command = "docker inspect --format '{{.HostConfig.Memory}}' NAME"
	settle, err := s.before(ctx, change{
		phase:   Phase{"memory", "Its memory", "Docker is asked how much memory the container may use, without and with --memory 512m.", command},
		predict: pointer(memoryQuestion()),
	})
	if err != nil {
		return err
	}
	all, err := s.session.Memory(ctx)
	if err != nil {
		return err
	}
	limited, err := s.session.Run(ctx, runner.Launch{Name: "limited"}) // the session sets a limit, as a grade does
	if err != nil {
		return err
	}
	most, err := limited.Limit(ctx)
	if err != nil {
		return err
	}
	limited.Remove(ctx)
	s.tell(Observation{
		ID: "memory", Title: "Its memory", Command: command,
		Text: fmt.Sprintf("Without the option %s; with --memory 512m %s.", limitText(ready.MemoryBytes, all), limitText(most, all)),
	})
	settle()
	return ctx.Err()
}

func limitText(limit, all int64) string {
	if limit == 0 {
		return fmt.Sprintf("no limit: all %s of the machine", megabytes(all))
	}
	return "at most " + megabytes(limit)
}

func megabytes(n int64) string { return fmt.Sprintf("%d MB", n>>20) }

func portQuestion() Question {
	return Question{ID: "port", Text: "A second copy is started with the same host port as the first. What happens?", Right: 1, Options: []Option{
		{Text: "Docker spreads the requests over both"},
		{Text: "The second copy does not start"},
		{Text: "The second copy takes the port over"},
	}}
}

// onePort shows that a host port has one container, and that a proxy has as many as it likes.
func (s *script) onePort(ctx context.Context, p *proxy) error {
	s.send(Note{Text: "starting a copy of your image"})
	first, err := s.session.Start(ctx, runner.Launch{Name: "first"})
	if err != nil {
		return err
	}
	_, port, _ := strings.Cut(first.Address(), ":")
	command := fmt.Sprintf("docker run -d -p %s:%d my-image", port, runner.ServicePort)
	settle, err := s.before(ctx, change{
		phase:   Phase{"port", "A second copy", "A second copy is to publish the host port of the first. Then two copies get a proxy in front.", command},
		predict: pointer(portQuestion()), action: Option{"s", "start the second copy"},
	})
	if err != nil {
		return err
	}
	said := "it starts"
	if err := first.Second(ctx, "second"); err != nil {
		said = engineSaid(err)
	}
	second, err := s.session.Start(ctx, runner.Launch{Name: "another"})
	if err != nil {
		return err
	}
	served := s.spread(ctx, p, first, second)
	s.tell(Observation{
		ID: "port", Title: "A second copy", Command: command, Served: served[0] + served[1],
		Text: fmt.Sprintf("On the same host port: %s. On ports of their own, behind a proxy on one port: %d requests went to the first, %d to the second.", said, served[0], served[1]),
	})
	settle()
	return ctx.Err()
}

// spread sends requests to both copies through the proxy, and says how many each one answered.
func (s *script) spread(ctx context.Context, p *proxy, both ...*runner.Container) [2]int {
	p.route(both[0].Address(), both[1].Address())
	before := p.answers()
	t := startTraffic(ctx, p.url+"/", updatePatience)
	until(ctx, changeWait, func() bool { return t.counts().total() >= enough })
	t.end()
	var served [2]int
	for i, c := range both {
		served[i] = p.answers()[c.Address()] - before[c.Address()]
	}
	return served
}

// seconds writes a time as people read it.
func seconds(d time.Duration) string { return fmt.Sprintf("%.1f s", d.Seconds()) }
