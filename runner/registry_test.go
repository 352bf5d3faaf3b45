package runner

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
)

// testRegistry is a registry on this machine with one image of one small file. Engines pull over plain HTTP from
// 127.0.0.0/8 (docs.docker.com/reference/cli/dockerd, --insecure-registry).
type testRegistry struct {
	image   string      // its whole name; the tag is always latest
	limited atomic.Bool // answers as a registry whose rate limit is reached
	blobs   map[string][]byte
	list    []byte // the manifest
}

const manifestType = "application/vnd.docker.distribution.manifest.v2+json"

func newTestRegistry(t *testing.T) *testRegistry {
	t.Helper()
	r := &testRegistry{blobs: map[string][]byte{}}
	var layer bytes.Buffer
	w := tar.NewWriter(&layer)
	text := "made for a test: " + newRunID()
	if err := w.WriteHeader(&tar.Header{Name: "hello", Mode: 0o644, Size: int64(len(text))}); err != nil {
		t.Fatal(err)
	}
	_, _ = w.Write([]byte(text))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	config, err := json.Marshal(map[string]any{
		"architecture": runtime.GOARCH, "os": "linux", "config": map[string]any{},
		"rootfs": map[string]any{"type": "layers", "diff_ids": []string{digest(layer.Bytes())}},
	})
	if err != nil {
		t.Fatal(err)
	}
	r.list, err = json.Marshal(map[string]any{
		"schemaVersion": 2, "mediaType": manifestType,
		"config": r.add("application/vnd.docker.container.image.v1+json", config),
		"layers": []any{r.add("application/vnd.docker.image.rootfs.diff.tar", layer.Bytes())},
	})
	if err != nil {
		t.Fatal(err)
	}
	r.blobs[digest(r.list)] = r.list
	server := httptest.NewServer(r)
	t.Cleanup(server.Close)
	r.image = strings.TrimPrefix(server.URL, "http://") + "/tutor-test"
	return r
}

func digest(data []byte) string { return fmt.Sprintf("sha256:%x", sha256.Sum256(data)) }

func (r *testRegistry) add(kind string, blob []byte) map[string]any {
	r.blobs[digest(blob)] = blob
	return map[string]any{"mediaType": kind, "size": len(blob), "digest": digest(blob)}
}

// ServeHTTP answers what a pull asks (distribution.github.io/distribution/spec/api).
func (r *testRegistry) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	what, name := "", ""
	if parts := strings.Split(q.URL.Path, "/"); len(parts) == 5 {
		what, name = parts[3], parts[4]
	}
	body, found := r.blobs[name]
	if what == "manifests" && name == "latest" {
		body, found = r.list, true
	}
	switch {
	case q.URL.Path == "/v2/":
	case r.limited.Load():
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = w.Write([]byte(`{"errors":[{"code":"TOOMANYREQUESTS","message":"You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit"}]}`))
	case !found:
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte(`{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}`))
	default:
		if what == "manifests" {
			w.Header().Set("Content-Type", manifestType)
		}
		w.Header().Set("Docker-Content-Digest", digest(body))
		w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		if q.Method != http.MethodHead {
			_, _ = w.Write(body)
		}
	}
}
