package runner

import (
	"errors"
	"strings"
	"testing"
	"time"

	"tutor/exercises"
)

// The texts are those of the systems' own /etc/os-release.
func TestDistribution(t *testing.T) {
	for _, c := range []struct {
		text, family string
		version      int
	}{
		{"ID=debian\nVERSION_ID=\"12\"\n", "debian", 12},
		{"PRETTY_NAME=\"Debian GNU/Linux forky/sid\"\nID=debian\n", "debian", 0},
		{"NAME=\"Ubuntu\"\nVERSION_ID=\"24.04\"\nID=ubuntu\nID_LIKE=debian\n", "ubuntu", 24},
		{"ID=linuxmint\nID_LIKE=\"ubuntu debian\"\nVERSION_ID=\"22\"\n", "ubuntu", 0},
		{"ID=fedora\nVERSION_ID=42\n", "fedora", 42},
		{"ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\nVERSION_ID=\"9.4\"\n", "rhel", 9},
		{"ID=arch\n", "arch", 0},
		{"ID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"\n", "suse", 0},
		{"ID=alpine\nVERSION_ID=3.20.3\n", "alpine", 3},
		{"ID=nixos\n", "", 0},
		{"", "", 0},
	} {
		if family, version := distribution(c.text); family != c.family || version != c.version {
			t.Errorf("%q is %s %d, want %s %d", c.text, family, version, c.family, c.version)
		}
	}
}

func TestInGroup(t *testing.T) {
	const text = "root:x:0:\ndocker:x:105:ann,bob\nusers:x:100:eve\n"
	for name, want := range map[string]bool{"ann": true, "bob": true, "eve": false, "an": false, "": false} {
		if inGroup(text, "docker", name) != want {
			t.Errorf("%q in the group: want %v", name, want)
		}
	}
}

func TestOneCommandForEachSystem(t *testing.T) {
	learner := machine{os: "linux", user: "ann", engine: true}
	on := func(change func(*machine)) machine { m := learner; change(&m); return m }
	debian12 := on(func(m *machine) { m.family, m.version = "debian", 12 })
	debian13 := on(func(m *machine) { m.family, m.version, m.init = "debian", 13, "systemd" })
	ubuntu := on(func(m *machine) { m.family, m.version = "ubuntu", 24 })
	alpine := on(func(m *machine) { m.family, m.init = "alpine", "openrc" })
	root := on(func(m *machine) { m.family, m.version, m.root, m.user, m.init = "debian", 13, true, "root", "sysv" })
	mac, windows := machine{os: "darwin", user: "ann"}, machine{os: "windows", user: "ann"}

	install := func(m machine) string { fix, _ := m.installDocker(); return fix }
	plugin := func(m machine, name string) string { fix, _ := m.plugin(name); return fix }
	start := func(m machine, where address) string { return m.engineDown(where).Fix }
	here := address{context: "default"}
	for _, c := range []struct{ got, want string }{
		{install(debian12), "sudo apt-get install -y docker.io"},
		{install(debian13), "sudo apt-get install -y docker.io docker-cli docker-buildx docker-compose"},
		{install(root), "apt-get install -y docker.io docker-cli docker-buildx docker-compose"},
		{install(ubuntu), "sudo apt-get install -y docker.io docker-buildx docker-compose-v2"},
		{install(alpine), "sudo apk add docker docker-cli-buildx docker-cli-compose"},
		{install(learner), "curl -fsSL https://get.docker.com | sudo sh"},
		{install(mac), "brew install --cask docker-desktop"},
		{install(windows), "winget install -e --id Docker.DockerDesktop"},

		{plugin(debian13, "compose"), "sudo apt-get install -y docker-compose"},
		{plugin(ubuntu, "compose"), "sudo apt-get install -y docker-compose-v2"},
		{plugin(ubuntu, "buildx"), "sudo apt-get install -y docker-buildx"},
		{plugin(on(func(m *machine) { m.family, m.version, m.updated = "debian", 12, true }), "buildx"), "sudo apt-get install -y docker-buildx-plugin"},
		{plugin(on(func(m *machine) { m.family, m.updated = "rhel", true }), "compose"), "sudo dnf install -y docker-compose-plugin"},
		{plugin(debian12, "buildx"), ""},
		{plugin(mac, "buildx"), "brew install docker-buildx"},

		{start(debian13, here), "sudo systemctl start docker"},
		{start(root, here), "service docker start"},
		{start(alpine, here), "sudo rc-service docker start"},
		{start(learner, here), "sudo dockerd"},
		{start(on(func(m *machine) { m.engine = false; m.family = "ubuntu" }), here), install(ubuntu)},
		{start(mac, here), "open -a Docker"},
		{start(mac, address{context: "desktop-linux"}), "open -a Docker"},
		{start(mac, address{context: "colima"}), "colima start"},
		{start(windows, here), "docker desktop start"},
		{start(learner, address{context: "desktop-linux"}), "systemctl --user start docker-desktop"},
		{start(learner, address{context: "lab"}), "docker context use default"},
		{start(learner, address{host: "tcp://lab:2375"}), "unset DOCKER_HOST"},
		{start(windows, address{host: "tcp://lab:2375"}), "Remove-Item Env:DOCKER_HOST"},

		{learner.noPermission().Fix, "sudo usermod -aG docker ann"},
		{on(func(m *machine) { m.joined = true }).noPermission().Fix, "newgrp docker"},
		{learner.wrongArch("linux/arm64").Fix, "unset DOCKER_DEFAULT_PLATFORM"},
		{windows.export("TERM=x"), `$Env:TERM = "x"`},
		{mac.utf8Locale(), "export LC_ALL=en_US.UTF-8"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestEveryCauseOfTheMachineHasItsLine names what a cause leads to: a command, or words where there is none.
func TestEveryCauseOfTheMachineHasItsLine(t *testing.T) {
	all, err := exercises.Explanations()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		cause := e.Cause
		line, ok := Mend(cause)
		mends := cause.Infra() && cause != exercises.Interrupted && cause != exercises.Internal
		if ok != mends || ok && (line.Title == "" || line.Evidence == "" || line.Fix+line.Note == "" || line.State != StateBad) {
			t.Errorf("%s: %v, %+v", cause, ok, line)
		}
	}
}

// The texts are what Docker 20.10 to 29 print.
func TestPullCause(t *testing.T) {
	for said, want := range map[string]exercises.Cause{
		`failed to configure transport: error pinging v2 registry: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 10.0.0.1:53: no such host`:         exercises.RegistryUnreachable,
		`Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`: exercises.RegistryUnreachable,
		"toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit":                                                           exercises.RegistryRateLimited,
		`ERROR: failed to do request: Head "https://registry-1.docker.io/v2/library/python/manifests/3.14-slim": dial tcp: lookup registry-1.docker.io on 10.0.0.1:53: no such host`:   exercises.RegistryUnreachable,
		"ERROR: unexpected status from HEAD request to https://registry-1.docker.io/v2/library/python/manifests/3.14-slim: 429 Too Many Requests":                                      exercises.RegistryRateLimited,
		"ERROR: docker.io/library/python:9.99: not found":                                                    exercises.ImageNotFound,
		"no such manifest: docker.io/library/python:9.99":                                                    exercises.ImageNotFound,
		"Error response from daemon: manifest for python:9.99 not found: manifest unknown: manifest unknown": exercises.ImageNotFound,
		"no matching manifest for linux/riscv64 in the manifest list entries":                                exercises.ImageNotFound,
		"failed to register layer: write /usr/bin/x: no space left on device":                                exercises.DiskFull,
		"something new": exercises.Internal,
	} {
		if got := pullCause(&Problem{Cause: infraCause(said), Output: said}); got != want {
			t.Errorf("%q is %s, want %s", said, got, want)
		}
	}
	if got := pullCause(&Problem{Cause: exercises.DaemonDown, Err: errDeadline}); got != exercises.RegistryUnreachable {
		t.Errorf("a registry that does not answer is %s", got)
	}
	if got := pullCause(errors.New("x")); got != exercises.Internal {
		t.Errorf("another error is %s", got)
	}
}

func TestClockSkew(t *testing.T) {
	asked := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	answered := asked.Add(3 * time.Second) // a slow answer is no skew
	for there, want := range map[time.Duration]time.Duration{
		0: 0, 2 * time.Second: 0, -time.Minute: -time.Minute, time.Minute: 57 * time.Second,
	} {
		if got := clockSkew(asked.Add(there), asked, answered); got != want {
			t.Errorf("%v: %v, want %v", there, got, want)
		}
	}
}

func TestTerminalLine(t *testing.T) {
	for _, c := range []struct {
		name          string
		env           map[string]string
		width, height int
		state         State
		evidence, fix string
	}{
		{"fine", map[string]string{"TERM": "xterm-256color", "LANG": "de_DE.UTF-8"}, 100, 30, StateOK, "100 by 30, 256 colours, UTF-8", ""},
		{"none", nil, 0, 0, StateOK, "none here", ""},
		{"true colours", map[string]string{"TERM": "xterm", "COLORTERM": "truecolor", "LC_ALL": "C.utf8"}, 80, 24, StateOK, "true colours", ""},
		{"no colours", map[string]string{"TERM": "xterm", "NO_COLOR": "1", "LANG": "C.UTF-8"}, 80, 24, StateOK, "NO_COLOR", ""},
		{"dumb", map[string]string{"TERM": "dumb", "LANG": "C.UTF-8"}, 80, 24, StateWarn, "TERM=dumb", "export TERM=xterm-256color"},
		{"latin", map[string]string{"TERM": "xterm", "LC_ALL": "de_DE.ISO-8859-1", "LANG": "C.UTF-8"}, 80, 24, StateWarn, "does not say UTF-8", "export LC_ALL=C.UTF-8"},
		{"small", map[string]string{"TERM": "xterm", "LANG": "C.UTF-8"}, 40, 12, StateWarn, "40 by 12, which is small", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, name := range []string{"TERM", "COLORTERM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG", "WT_SESSION"} {
				t.Setenv(name, c.env[name])
			}
			f := Finding{State: StateOK}
			Terminal{c.width, c.height}.look(&f, machine{os: "linux"})
			if f.State != c.state || f.Fix != c.fix || !strings.Contains(f.Evidence, c.evidence) {
				t.Errorf("%+v", f)
			}
		})
	}
}
