package composefile

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// carried are the keys of a service that Runnable may write. It is a list of its own, so that a new key is a decision.
var carried = strings.Fields(`image pull_policy platform command entrypoint environment working_dir user hostname init
	stop_signal read_only tmpfs cap_drop labels mem_limit memswap_limit cpus pids_limit security_opt logging depends_on
	expose stdin_open tty healthcheck networks volumes links ports`)

// FuzzRunnable looks for a Compose file that makes the parser panic, or that brings into the file by which the tutor
// starts it anything but what may be carried over.
func FuzzRunnable(f *testing.F) {
	f.Add([]byte(hostile))
	for _, text := range []string{
		"", "services: {}", "services: {app: {build: .}}", app("image: a\nports: ['8000:8000']\nenvironment: [A=$B, C]"),
		app("image: a\nvolumes: ['/:/host', 'data:/d', {type: volume, source: /etc, target: /e}, {type: npipe, source: a, target: b}]"),
		app("extends: {file: other.yaml, service: app}"), "include: [/etc/passwd]\n" + app("image: a"), app("image: a\nenv_file: /etc/passwd"),
		app("image: a\nhealthcheck: {test: [CMD, a], interval: 1h, retries: 99999999999}"), "x: &x [*x]\nservices: {app: {image: b}}",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "compose.yaml"), text, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := Load(context.Background(), dir)
		if err != nil {
			return
		}
		made, err := file.Runnable(Run{Service: "app", Publish: 8000, HostIP: "127.0.0.1", Blank: []string{"HTTP_PROXY"}})
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Services map[string]map[string]json.RawMessage
			Volumes  map[string]map[string]json.RawMessage
			Networks map[string]map[string]json.RawMessage
		}
		var small bytes.Buffer
		if err := errors.Join(json.Compact(&small, made), json.Unmarshal(small.Bytes(), &got)); err != nil {
			t.Fatalf("%v in %s", err, made)
		}
		for name, s := range got.Services {
			for key := range s {
				if !slices.Contains(carried, key) {
					t.Errorf("service %q has %s: %s", name, key, s[key])
				}
			}
			if string(s["mem_limit"]) != `"536870912"` || string(s["pids_limit"]) != "256" || string(s["security_opt"]) != `["no-new-privileges:true"]` {
				t.Errorf("service %q lacks a limit: %s", name, made)
			}
			if len(s["ports"]) > 0 && (name != "app" || !strings.Contains(string(s["ports"]), `"host_ip":"127.0.0.1"`)) {
				t.Errorf("service %q publishes %s", name, s["ports"])
			}
			var volumes []struct{ Type string }
			if v := s["volumes"]; len(v) > 0 {
				if err := json.Unmarshal(v, &volumes); err != nil {
					t.Fatal(err)
				}
			}
			for _, v := range volumes {
				if v.Type != "volume" && v.Type != "tmpfs" {
					t.Errorf("service %q mounts %s", name, s["volumes"])
				}
			}
		}
		for _, all := range []map[string]map[string]json.RawMessage{got.Volumes, got.Networks} {
			for name, one := range all {
				for key := range one {
					if key != "labels" && key != "ipam" && key != "name" {
						t.Errorf("%q has %s: %s", name, key, one[key])
					}
				}
			}
		}
	})
}
