package runner

import (
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strconv"
	"sync"
	"time"

	"tutor/exercises"
)

// envRuns is how many containers get a value: with two, an answer that never changes cannot pass.
const envRuns = 2

// checkEnv starts the image with each value and once without the variable, side by side, and compares the answers.
func (g *grade) checkEnv(ctx context.Context, check *exercises.Check, s exercises.Env) exercises.CheckResult {
	sent := envValues(s, g.opts.Seed, check.ID)
	sent = append(sent, nil) // the run without
	tries := make([]envTry, len(sent))
	var wg sync.WaitGroup
	for i, env := range sent {
		wg.Go(func() { tries[i] = g.tryEnv(ctx, check, s, i, env) })
	}
	wg.Wait()
	if interruptedByUser(ctx) {
		return interrupted()
	}
	for _, t := range tries {
		if t.problem != nil {
			r := *t.problem
			r.Command = g.handRun(s.Port, pairs(t.run.Sent)...)
			return r
		}
	}
	last := len(tries) - 1
	var with []exercises.EnvRun
	for _, t := range tries[:last] {
		with = append(with, t.run)
	}
	v, about := s.Judge(with, tries[last].run)
	r := verdictResult(v)
	shown := tries[about]
	r.Command = g.handRun(s.Port, pairs(with[min(about, last-1)].Sent)...)
	if v.Cause == exercises.EnvRequired {
		r.Command = g.handRun(s.Port)
	}
	if v.Outcome != exercises.Pass && shown.container != nil {
		evidence, cancelEvidence := context.WithTimeout(context.WithoutCancel(ctx), commandDeadline)
		defer cancelEvidence()
		r.ExitCode = shown.run.Start.ExitCode
		r.Log, r.Truncated = g.containerLog(evidence, shown.container)
	}
	return r
}

// envTry is one container of an env check.
type envTry struct {
	run       exercises.EnvRun
	container *container
	problem   *exercises.CheckResult // it could not be started; nil otherwise
}

func (g *grade) tryEnv(ctx context.Context, check *exercises.Check, s exercises.Env, n int, env map[string]string) envTry {
	t := envTry{run: exercises.EnvRun{Sent: env}}
	l := launch{name: g.containerName(check.ID + "-" + strconv.Itoa(n+1)), port: s.Port, env: pairs(env)}
	c, err := g.startWithRetry(ctx, l)
	if err != nil {
		r := g.failedStart(ctx, c, err)
		t.problem = &r
		return t
	}
	t.container = c
	// The learner's time begins here: how long Docker takes to start containers says nothing about the work.
	limited, cancel := context.WithTimeout(ctx, check.Timeout())
	defer cancel()
	start, err := g.awaitStart(limited, check, c, s.Path)
	if err != nil {
		r := problemResult(err)
		t.problem = &r
		return t
	}
	if t.run.Start = start; start.Answered {
		t.run.HTTP, t.container = g.ask(ctx, answerTime, c, exercises.HTTP{Method: "GET", Path: s.Path})
	}
	return t
}

// awaitStart waits for a container that a check has for itself, and says how it is.
func (g *grade) awaitStart(ctx context.Context, check *exercises.Check, c *container, path string) (exercises.StartObservation, error) {
	if g.awaitReady(ctx, check, c, path) {
		return exercises.StartObservation{Port: c.port, Answered: true, Waited: time.Since(c.started)}, nil
	}
	evidence, cancel := context.WithTimeout(context.WithoutCancel(ctx), commandDeadline)
	defer cancel()
	return c.observeStart(evidence, time.Since(c.started))
}

// envValues are what the containers with the variable are sent: the spec's own values, or random ones that the seed
// replays. The other variables of the check get values of their own.
func envValues(s exercises.Env, seed uint64, checkID string) []map[string]string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(checkID)) // a hash never fails
	random := rand.New(rand.NewPCG(seed, h.Sum64()))
	values := s.Values
	for len(values) < envRuns {
		values = append(values, randomValue(random, values))
	}
	var all []map[string]string
	used := append([]string(nil), values...)
	for _, value := range values {
		env := map[string]string{s.Name: value}
		for _, name := range s.Others {
			env[name] = randomValue(random, used)
			used = append(used, env[name])
		}
		all = append(all, env)
	}
	return all
}

// randomValue is a word and a number, so that no service has it by chance and a person can read it.
func randomValue(random *rand.Rand, used []string) string {
	words := []string{"amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "iris", "jade", "kelp", "lotus", "maple", "nickel", "opal", "pearl"}
	for {
		value := fmt.Sprintf("%s-%04d", words[random.IntN(len(words))], random.IntN(10_000))
		if !slices.Contains(used, value) {
			return value
		}
	}
}
