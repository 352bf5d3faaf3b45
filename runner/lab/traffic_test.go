package lab

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// backend is a service that answers with the status, and its host:port.
func backend(t *testing.T, status int) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
	t.Cleanup(s.Close)
	return strings.TrimPrefix(s.URL, "http://")
}

func testProxy(t *testing.T) *proxy {
	t.Helper()
	p, err := openProxy(t.Context(), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.close)
	return p
}

func TestProxyHandsRequestsOutInTurn(t *testing.T) {
	p, a, b := testProxy(t), backend(t, http.StatusOK), backend(t, http.StatusNotFound)
	p.route(a, b)
	traffic := &traffic{client: http.DefaultClient, url: p.url + "/"}
	for range 6 {
		traffic.count(traffic.request(t.Context()))
	}
	if got := p.answers(); got[a] != 3 || got[b] != 3 {
		t.Errorf("answered %v", got)
	}
	if got := traffic.counts(); got != (counts{6, 0}) { // 404 is an answer
		t.Errorf("counts %+v", got)
	}
}

func TestTrafficCountsWhatNobodyServes(t *testing.T) {
	p := testProxy(t)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	traffic := &traffic{client: http.DefaultClient, url: p.url + "/"}
	for _, to := range [][]string{{}, {strings.TrimPrefix(gone.URL, "http://")}, {backend(t, http.StatusInternalServerError)}} {
		p.route(to...)
		before := traffic.counts()
		traffic.count(traffic.request(t.Context()))
		if got := traffic.counts().since(before); got != (counts{0, 1}) {
			t.Errorf("routed to %v: %+v", to, got)
		}
	}
}

// TestTrafficEndWaitsForItsRequests shows that a request on its way when the traffic ends is counted all the same.
func TestTrafficEndWaitsForItsRequests(t *testing.T) {
	arrived, answer := make(chan struct{}, 100), make(chan struct{})
	var asked atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		asked.Add(1)
		arrived <- struct{}{}
		<-answer
	}))
	t.Cleanup(s.Close)
	traffic := startTraffic(t.Context(), s.URL, time.Minute)
	<-arrived
	traffic.stop()
	close(answer)
	if got := traffic.end(); got.served != int(asked.Load()) || got.served == 0 || got.failed != 0 {
		t.Errorf("%+v of %d", got, asked.Load())
	}
}
