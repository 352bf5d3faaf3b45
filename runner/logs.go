package runner

import (
	"context"
	"strings"
	"time"

	"tutor/exercises"
)

// logPause is the pause between two looks at a container's log.
const logPause = 200 * time.Millisecond

// checkLogs waits until the container has printed what is asked for.
func (g *grade) checkLogs(ctx context.Context, check *exercises.Check, s exercises.Logs) exercises.CheckResult {
	c := g.container(g.startOf(check))
	if c == nil {
		return problemResult(needsStart(check))
	}
	limited, cancel := context.WithTimeout(ctx, check.Timeout())
	defer cancel()
	for {
		text, cut := c.logs(context.WithoutCancel(limited))
		var lines []string
		if text != "" {
			lines = strings.Split(text, "\n")
		}
		v := s.Judge(lines, cut)
		if v.Outcome == exercises.Pass || c.exited() || limited.Err() != nil {
			if v.Outcome != exercises.Pass && ctx.Err() != nil {
				return interrupted()
			}
			r := verdictResult(v)
			r.Command, r.Log, r.Truncated = []string{"docker", "logs", "CONTAINER"}, text, cut
			return r
		}
		select {
		case <-limited.Done():
		case <-c.ended:
		case <-time.After(logPause):
		}
	}
}
