package runner

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"tutor/exercises"
)

// Bounds of one HTTP exchange with a learner's service.
const (
	warmUp     = 4 * time.Second // a service may answer 5xx while it loads
	bodyCap    = 1 << 20
	headerCap  = 64 << 10
	retryPause = 100 * time.Millisecond
	answerTime = 10 * time.Second // of a request that is part of a larger check, as long as a check of the kind http has
)

// prober returns a client that talks to one container and to nothing else: no proxy, no redirect, no reuse.
func prober() *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			Proxy:                  nil,
			DialContext:            (&net.Dialer{}).DialContext, // as patient as the request's own context
			DisableKeepAlives:      true,
			DisableCompression:     true,
			MaxResponseHeaderBytes: headerCap,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// answers says whether the service answers a request at all, whatever it says. The engine's proxy accepts connections
// for a container that does not listen, so an accepted connection proves nothing.
func (c *container) answers(ctx context.Context, path string) bool {
	if c.address == "" {
		return false
	}
	attempt, cancel := context.WithTimeout(ctx, pollAttempt)
	defer cancel()
	req, err := http.NewRequestWithContext(attempt, http.MethodGet, "http://"+c.address+path, nil)
	if err != nil {
		return false
	}
	resp, err := prober().Do(req)
	if err != nil {
		return strings.Contains(err.Error(), "malformed HTTP") // it speaks, though not HTTP
	}
	_ = resp.Body.Close() // only the answer's existence counts
	return true
}

// checkHTTP asks the running container one question and judges the answer.
func (g *grade) checkHTTP(ctx context.Context, check *exercises.Check, s exercises.HTTP) exercises.CheckResult {
	c := g.container(g.startOf(check))
	if c == nil {
		return problemResult(needsStart(check))
	}
	o, c := g.ask(ctx, check.Timeout(), c, s)
	v := s.Judge(o)
	if interruptedByUser(ctx) {
		return interrupted()
	}
	r := verdictResult(v)
	r.Command = handCurl(s, c.port)
	if r.Outcome != exercises.Pass {
		evidence, cancelEvidence := context.WithTimeout(context.WithoutCancel(ctx), commandDeadline)
		defer cancelEvidence()
		r.Log, r.Truncated = g.containerLog(evidence, c)
		r.Truncated = r.Truncated || o.Truncated
	}
	return r
}

// handCurl is the command that asks the same by hand.
func handCurl(s exercises.HTTP, port int) []string {
	args := []string{"curl", "-i"}
	if s.Method != "" && s.Method != http.MethodGet {
		args = append(args, "-X", s.Method)
	}
	return append(args, fmt.Sprintf("http://localhost:%d%s", port, s.Path))
}

// askAgain repeats the request while the service may still be warming up: the connection fails, or it answers 5xx. It
// also says whether anything arrived in the container, as far as that is known.
func (c *container) askAgain(ctx context.Context, s exercises.HTTP) (o exercises.HTTPObservation, arrived bool) {
	began := time.Now()
	for {
		before, known := c.arrivals() // anew for each request: an address may begin to lead elsewhere in between
		o = exchange(ctx, c, s)
		o.Waited = time.Since(began)
		if after, ok := c.arrivals(); known && ok && before == after && (o.Closed || o.TimedOut) {
			return o, false
		}
		warming := (o.Closed || o.Status >= http.StatusInternalServerError) && o.Waited < warmUp
		if !warming || c.exited() || ctx.Err() != nil {
			return c.settle(ctx, o)
		}
		select {
		case <-ctx.Done():
			return o, true
		case <-c.ended:
			return c.settle(ctx, o)
		case <-time.After(retryPause):
		}
	}
}

// settle adds to a connection that was closed that the container ended, where it did. A connection that was refused while
// the app listens never arrived: what refused it is the engine's end of the published port.
func (c *container) settle(ctx context.Context, o exercises.HTTPObservation) (_ exercises.HTTPObservation, arrived bool) {
	switch {
	case !o.Closed:
		return o, true
	case c.endedSoon(ctx):
		o.Err += "; the container ended while it answered"
		return o, true
	case o.Err == refused:
		sockets, known := c.sockets(ctx)
		return o, !known || whereOn(sockets, c.port) != listening
	}
	return o, true
}

// endedSoon says whether the container ends within the moment docker needs to notice.
func (c *container) endedSoon(ctx context.Context) bool {
	c.watchNow()
	select {
	case <-c.ended:
		return true
	case <-ctx.Done():
	case <-time.After(2 * retryPause):
	}
	if c.exited() {
		return true
	}
	st, err := c.inspect(ctx) // a busy machine may notice later
	return err == nil && !st.State.Running
}

// exchange makes one request and reads the answer up to bodyCap.
func exchange(ctx context.Context, c *container, s exercises.HTTP) exercises.HTTPObservation {
	method := s.Method
	if method == "" {
		method = http.MethodGet
	}
	o := exercises.HTTPObservation{Method: method, Path: s.Path}
	began := time.Now()
	defer func() { o.Elapsed = time.Since(began) }()
	req, err := http.NewRequestWithContext(ctx, method, "http://"+c.address+s.Path, nil)
	if err != nil {
		o.Err = err.Error()
		return o
	}
	resp, err := prober().Do(req)
	if err != nil {
		return failedExchange(o, err, began)
	}
	defer func() { _ = resp.Body.Close() }() // the answer was read
	o.Status, o.Header = resp.StatusCode, resp.Header
	o.Body, err = io.ReadAll(io.LimitReader(resp.Body, bodyCap+1))
	if len(o.Body) > bodyCap {
		o.Body, o.Truncated = o.Body[:bodyCap], true
	}
	if err != nil {
		return failedExchange(o, err, began)
	}
	o.Elapsed = time.Since(began)
	return o
}

// failedExchange tells an answer that did not come in time from one that was cut off.
func failedExchange(o exercises.HTTPObservation, err error, began time.Time) exercises.HTTPObservation {
	o.Elapsed = time.Since(began)
	var timeout net.Error
	if errors.Is(err, context.DeadlineExceeded) || (errors.As(err, &timeout) && timeout.Timeout()) {
		o.TimedOut = true
		o.Err = "no complete answer in " + seconds(o.Elapsed)
		return o
	}
	o.Closed, o.Garbled = true, garbled(err)
	o.Err = plainNetError(err)
	return o
}

// garbled tells an answer that breaks the rules of HTTP from a connection that broke.
func garbled(err error) bool {
	return containsAny(err.Error(), []string{
		"malformed", "bad Content-Length", "multiple Content-Length", "too many 1xx", "headers exceeded", "invalid byte in chunk", "too many transfer encodings",
	})
}

// refused is how an exchange ends where nothing takes the connection.
const refused = "the connection was refused"

// plainNetError says in words what net/http packs into a chain of operations and addresses.
func plainNetError(err error) string {
	text := err.Error()
	switch {
	case errors.Is(err, io.EOF), strings.HasSuffix(text, "EOF"):
		return "the connection was closed before the answer was complete"
	case strings.Contains(text, "connection reset"):
		return "the connection was reset before the answer was complete"
	case strings.Contains(text, "connection refused"), strings.Contains(text, "actively refused"): // the second is Windows
		return refused
	}
	if i := strings.Index(text, "\": "); i >= 0 { // Get "http://...": reason
		text = text[i+3:]
	}
	return strings.TrimPrefix(strings.TrimPrefix(text, "net/http: "), "HTTP/1.x transport connection broken: ")
}

func (g *grade) container(id string) *container {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.containers[id]
}
