package lab

import (
	"context"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// traffic asks one address again and again, as users do, and counts what comes back.
type traffic struct {
	client *http.Client
	url    string

	served, failed atomic.Int64
	stop           context.CancelFunc
	over           chan struct{}
}

// counts are requests that have ended.
type counts struct{ served, failed int }

func (c counts) total() int { return c.served + c.failed }

func (c counts) since(before counts) counts {
	return counts{c.served - before.served, c.failed - before.failed}
}

// startTraffic sends a request every requestEvery, whether the last one was answered or not; each waits at most patience.
func startTraffic(ctx context.Context, url string, patience time.Duration) *traffic {
	sending, stop := context.WithCancel(ctx)
	t := &traffic{
		client: &http.Client{
			Transport: directly(patience), Timeout: patience,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		url: url, stop: stop, over: make(chan struct{}),
	}
	go t.run(ctx, sending)
	return t
}

// run sends until sending ends; requests on their way go on until ctx does.
func (t *traffic) run(ctx, sending context.Context) {
	defer close(t.over)
	var onTheirWay sync.WaitGroup
	defer onTheirWay.Wait()
	ticker := time.NewTicker(requestEvery)
	defer ticker.Stop()
	for {
		onTheirWay.Go(func() { t.count(t.request(ctx)) })
		select {
		case <-sending.Done():
			return
		case <-ticker.C:
		}
	}
}

func (t *traffic) count(served bool) {
	if served {
		t.served.Add(1)
	} else {
		t.failed.Add(1)
	}
}

// request says whether an answer came that is not the server's own failure.
func (t *traffic) request(ctx context.Context) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, t.url, nil)
	if err != nil {
		return false
	}
	resp, err := t.client.Do(req)
	if err != nil {
		return false
	}
	defer func() { _ = resp.Body.Close() }() // the answer was read
	_, err = io.Copy(io.Discard, io.LimitReader(resp.Body, answerCap))
	return err == nil && resp.StatusCode < http.StatusInternalServerError
}

const answerCap = 1 << 20

// counts says how many requests have ended so far.
func (t *traffic) counts() counts { return counts{int(t.served.Load()), int(t.failed.Load())} }

// end stops sending, waits for the requests on their way, and returns all counts.
func (t *traffic) end() counts {
	t.stop()
	<-t.over
	return t.counts()
}
