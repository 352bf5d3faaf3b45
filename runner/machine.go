package runner

import (
	"bufio"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// machine is what is known about the system the tutor runs on, as far as it changes what mends something.
type machine struct {
	os      string // as Go names it
	family  string // of the Linux distribution: debian, ubuntu, fedora, rhel, arch, suse, alpine; else empty
	version int    // of the distribution; 0 where it has none, as a rolling one
	init    string // what starts services: systemd, openrc, sysv; else empty
	root    bool
	user    string
	joined  bool // the user is in the group docker, though perhaps not in this session
	engine  bool // dockerd is installed
	updated bool // the packages are Docker's own, not the distribution's
}

// thisMachine looks at files alone; it starts no process.
func thisMachine() machine {
	m := machine{os: runtime.GOOS, root: os.Geteuid() == 0, user: "$USER"}
	if u, err := user.Current(); err == nil && strings.Trim(u.Username, nameRunes) == "" {
		m.user = u.Username
	}
	if m.os != "linux" {
		return m
	}
	if text, err := os.ReadFile("/etc/os-release"); err == nil {
		m.family, m.version = distribution(string(text))
	}
	if text, err := os.ReadFile("/etc/group"); err == nil {
		m.joined = inGroup(string(text), "docker", m.user)
	}
	switch {
	case exists("/run/systemd/system"):
		m.init = "systemd"
	case exists("/sbin/openrc-run"):
		m.init = "openrc"
	case exists("/etc/init.d/docker"):
		m.init = "sysv"
	}
	m.engine = installed("dockerd")
	m.updated = exists("/etc/apt/sources.list.d/docker.list", "/etc/apt/sources.list.d/docker.sources", "/etc/yum.repos.d/docker-ce.repo")
	return m
}

// nameRunes are those of a user's name that a shell leaves alone.
const nameRunes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"

func exists(paths ...string) bool {
	return slices.ContainsFunc(paths, func(path string) bool {
		_, err := os.Stat(path)
		return err == nil
	})
}

// installed says whether a program of the system is there: a user's PATH may lack its folders.
func installed(name string) bool {
	if _, err := exec.LookPath(name); err == nil {
		return true
	}
	for _, dir := range []string{"/usr/bin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/local/sbin", "/snap/bin"} {
		if exists(filepath.Join(dir, name)) {
			return true
		}
	}
	return false
}

// distribution reads /etc/os-release (freedesktop.org/software/systemd/man/latest/os-release.html).
func distribution(text string) (family string, version int) {
	values := map[string]string{}
	scan := bufio.NewScanner(strings.NewReader(text))
	for scan.Scan() {
		name, value, _ := strings.Cut(scan.Text(), "=")
		values[name] = strings.Trim(value, `"'`)
	}
	major, _, _ := strings.Cut(values["VERSION_ID"], ".")
	version, _ = strconv.Atoi(major) // none is 0
	known := map[string]string{
		"debian": "debian", "ubuntu": "ubuntu", "fedora": "fedora", "rhel": "rhel", "centos": "rhel", "arch": "arch",
		"suse": "suse", "opensuse": "suse", "alpine": "alpine",
	}
	id := values["ID"]
	for i, name := range append([]string{id}, strings.Fields(values["ID_LIKE"])...) {
		if strings.HasPrefix(name, "opensuse") {
			name = "suse"
		}
		if family = known[name]; family != "" {
			if i > 0 && family != "rhel" { // a version of its own: Mint 22 is not Debian 22
				version = 0
			}
			return family, version
		}
	}
	return "", version
}

// inGroup says whether /etc/group lists a user in a group (group(5)).
func inGroup(text, group, name string) bool {
	for line := range strings.Lines(text) {
		fields := strings.Split(strings.TrimSpace(line), ":")
		if len(fields) == 4 && fields[0] == group {
			return slices.Contains(strings.Split(fields[3], ","), name)
		}
	}
	return false
}
