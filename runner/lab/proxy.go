package lab

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"sync"
	"time"
)

// proxy is a small reverse proxy on a free port of loopback. It hands each request to the next backend in turn, as the
// ones in front of real services do.
type proxy struct {
	server *http.Server
	url    string

	mu       sync.Mutex
	backends []string // host:port
	next     int
	answered map[string]int // by each backend, so far
}

// openProxy starts a proxy without backends. A request waits at most patience for its backend.
func openProxy(ctx context.Context, patience time.Duration) (*proxy, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("open the proxy: %w", err)
	}
	p := &proxy{url: "http://" + l.Addr().String(), answered: map[string]int{}}
	p.server = &http.Server{ReadHeaderTimeout: patience, Handler: &httputil.ReverseProxy{
		Rewrite:        p.rewrite,
		Transport:      directly(patience),
		ModifyResponse: p.note,
		ErrorHandler:   func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) },
	}}
	go func() { _ = p.server.Serve(l) }() // it ends with close
	return p, nil
}

// route replaces the backends; requests on their way are not disturbed.
func (p *proxy) route(backends ...string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.backends = backends
}

func (p *proxy) close() { _ = p.server.Close() }

func (p *proxy) rewrite(r *httputil.ProxyRequest) {
	r.SetURL(&url.URL{Scheme: "http", Host: p.pick()})
}

func (p *proxy) note(r *http.Response) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answered[r.Request.URL.Host]++
	return nil
}

// answers is how many requests each backend has answered.
func (p *proxy) answers() map[string]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return maps.Clone(p.answered)
}

// pick is the next backend; with none, a name that nobody can be reached by.
func (p *proxy) pick() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.backends) == 0 {
		return nobody
	}
	p.next++
	return p.backends[p.next%len(p.backends)]
}

const nobody = "nobody.invalid" // RFC 6761: it never resolves

// directly is a transport that uses no proxy of the environment, and a connection of its own for each request: a kept
// one would hide that a backend went away.
func directly(patience time.Duration) http.RoundTripper {
	dialer := &net.Dialer{Timeout: patience}
	return &http.Transport{
		DisableKeepAlives: true, DisableCompression: true, ResponseHeaderTimeout: patience,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			if host, _, _ := net.SplitHostPort(address); host == nobody {
				return nil, errors.New("no backend")
			}
			return dialer.DialContext(ctx, network, address)
		},
	}
}
