package composefile

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
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
		file, err := Load(context.Background(), folder(t, map[string]string{"compose.yaml": string(text)}))
		if err != nil {
			return
		}
		text, err = file.Runnable(Run{Service: "app", Publish: 8000, HostIP: "127.0.0.1", Blank: []string{"HTTP_PROXY"}})
		if err != nil {
			t.Fatal(err)
		}
		var got made
		var small bytes.Buffer
		if err := errors.Join(json.Compact(&small, text), json.Unmarshal(small.Bytes(), &got)); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		for name, s := range got.Services {
			for _, wrong := range wrongIn(t, name, s) {
				t.Errorf("service %q has %s\n%s", name, wrong, text)
			}
		}
		for name, keys := range got.rest() {
			for key := range keys {
				if key != "labels" && key != "ipam" {
					t.Errorf("%q has %s: %s", name, key, keys[key])
				}
			}
		}
	})
}

// made is the file by which the services are started.
type made struct {
	Services, Volumes, Networks map[string]map[string]json.RawMessage
}

// rest is what is made beside the services.
func (m made) rest() map[string]map[string]json.RawMessage {
	all := map[string]map[string]json.RawMessage{}
	for name, v := range m.Volumes {
		all["volume "+name] = v
	}
	for name, n := range m.Networks {
		all["network "+name] = n
	}
	return all
}

// wrongIn lists what a service has that it may not have, or lacks.
func wrongIn(t *testing.T, name string, s map[string]json.RawMessage) (wrong []string) {
	t.Helper()
	for key := range s {
		if !slices.Contains(carried, key) {
			wrong = append(wrong, key)
		}
	}
	for key, want := range map[string]string{"mem_limit": `"536870912"`, "pids_limit": "256", "security_opt": `["no-new-privileges:true"]`} {
		if string(s[key]) != want {
			wrong = append(wrong, fmt.Sprintf("%s %s", key, s[key]))
		}
	}
	if len(s["ports"]) > 0 && (name != "app" || !strings.Contains(string(s["ports"]), `"host_ip":"127.0.0.1"`)) {
		wrong = append(wrong, "a published port")
	}
	var volumes []struct{ Type string }
	if v := s["volumes"]; len(v) > 0 {
		if err := json.Unmarshal(v, &volumes); err != nil {
			t.Fatal(err)
		}
	}
	for _, v := range volumes {
		if v.Type != "volume" && v.Type != "tmpfs" {
			wrong = append(wrong, "a mount of the type "+v.Type)
		}
	}
	return wrong
}
