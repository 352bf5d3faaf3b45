package runner

import "testing"

func TestRemoteHost(t *testing.T) {
	for endpoint, want := range map[string]string{
		"unix:///var/run/docker.sock":    "",
		"npipe:////./pipe/docker_engine": "",
		"tcp://127.0.0.1:2375":           "",
		"tcp://localhost:2375":           "",
		"tcp://[::1]:2375":               "",
		"tcp://10.1.2.3:2376":            "10.1.2.3",
		"ssh://me@build.example":         "build.example",
		"tcp://[fd00::1]:2376":           "fd00::1",
		"":                               "",
	} {
		if got := remoteHost(endpoint); got != want {
			t.Errorf("remoteHost(%q) = %q, want %q", endpoint, got, want)
		}
	}
	if got := joinHostPort("fd00::1", "80"); got != "[fd00::1]:80" {
		t.Errorf("joinHostPort = %q", got)
	}
}
