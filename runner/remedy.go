package runner

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"

	"tutor/exercises"
)

// dockerDocs is where Docker says how it is installed on each system.
const dockerDocs = "docs.docker.com/get-docker"

// What makes room where Docker keeps its data.
const (
	pruneBuilds = "docker builder prune"
	pruneNote   = "It removes the build cache that is not in use, and asks first. docker system df shows what else takes room."
)

// Mend returns the doctor's line about what a grade found wrong with the machine: what it is, and the one command that
// mends it here. It is false for a cause that no command mends. It starts no process.
func Mend(cause exercises.Cause) (Finding, bool) {
	m := thisMachine()
	switch cause {
	case exercises.DockerMissing:
		return m.noDocker(), true
	case exercises.DaemonDown:
		return m.engineDown(engineAddress()), true
	case exercises.PermissionDenied:
		return m.noPermission(), true
	case exercises.RegistryUnreachable, exercises.RegistryRateLimited, exercises.DiskFull:
		return m.pullFailed(cause, nil), true
	case exercises.ArchMismatch:
		return m.wrongArch(os.Getenv("DOCKER_DEFAULT_PLATFORM")), true
	case exercises.PortsUnreachable:
		if thisContainer() != "" {
			return ownNetwork(), true
		}
		return staleNetwork(), true
	}
	return Finding{}, false
}

// ownNetwork is what to do where the tutor runs in a container that does not share the network of its machine. There is no
// command for it: nobody knows with what others that container was started.
func ownNetwork() Finding {
	return Finding{
		ID: "ports", Title: "Published ports", State: StateBad, Evidence: "the tutor runs in a container with a network of its own",
		Note: "Start that container again with --network host among the options of docker run.",
	}
}

// staleNetwork is what to do where a published port does not lead into its container: after an engine was killed, what is
// left of another container can have the same address, and an engine that is restarted does not take it away.
func staleNetwork() Finding {
	return Finding{
		ID: "ports", Title: "Published ports", State: StateBad, Evidence: "what is sent to a published port does not arrive in its container",
		Note: "Docker's network is out of order, as it can be after the engine was killed. Restart this machine.",
	}
}

// sudo is a command that only root may run.
func (m machine) sudo(command string) string {
	if m.root {
		return command
	}
	return "sudo " + command
}

func (m machine) noDocker() Finding {
	f := Finding{ID: "cli", Title: titleCLI, State: StateBad, Evidence: "there is no docker command on PATH"}
	f.Fix, f.Note = m.installDocker()
	return f
}

// installDocker is the command that installs Docker here, and what to know about it.
func (m machine) installDocker() (fix, note string) {
	switch m.os {
	case "darwin":
		return "brew install --cask docker-desktop", "Then open Docker Desktop once. Without Homebrew: " + dockerDocs
	case "windows":
		return "winget install -e --id Docker.DockerDesktop", "Then start Docker Desktop once. More: " + dockerDocs
	}
	note = "Other ways: " + dockerDocs
	switch m.family {
	case "debian":
		if m.version == 0 || m.version >= 13 { // the command left docker.io in Debian 13
			return m.sudo("apt-get install -y docker.io docker-cli docker-buildx docker-compose"), note
		}
		return m.sudo("apt-get install -y docker.io"), note
	case "ubuntu":
		return m.sudo("apt-get install -y docker.io docker-buildx docker-compose-v2"), note
	case "fedora":
		return m.sudo("dnf install -y moby-engine docker-cli docker-buildx docker-compose"), note
	case "arch":
		return m.sudo("pacman -S --needed docker docker-buildx docker-compose"), note
	case "suse":
		return m.sudo("zypper install docker docker-buildx docker-compose"), note
	case "alpine":
		return m.sudo("apk add docker docker-cli-buildx docker-cli-compose"), note
	}
	return "curl -fsSL https://get.docker.com | " + m.sudo("sh"), "That is Docker's own script. " + note
}

// plugin is the command that installs buildx or compose.
func (m machine) plugin(name string) (fix, note string) {
	switch m.os {
	case "darwin":
		return "brew install docker-" + name, "Docker Desktop brings it along, too: update that if you use it."
	case "windows":
		return "winget upgrade -e --id Docker.DockerDesktop", "Docker Desktop brings it along."
	}
	switch {
	case m.updated && (m.family == "debian" || m.family == "ubuntu"):
		return m.sudo("apt-get install -y docker-" + name + "-plugin"), ""
	case m.updated:
		return m.sudo("dnf install -y docker-" + name + "-plugin"), ""
	case m.family == "ubuntu" && name == "compose":
		return m.sudo("apt-get install -y docker-compose-v2"), ""
	case m.family == "ubuntu", m.family == "debian" && (m.version == 0 || m.version >= 13):
		return m.sudo("apt-get install -y docker-" + name), ""
	case m.family == "fedora":
		return m.sudo("dnf install -y docker-" + name), ""
	case m.family == "arch":
		return m.sudo("pacman -S docker-" + name), ""
	case m.family == "suse":
		return m.sudo("zypper install docker-" + name), ""
	case m.family == "alpine":
		return m.sudo("apk add docker-cli-" + name), ""
	case name == "compose": // the one plugin with an address that has no version in it
		return fmt.Sprintf("mkdir -p ~/.docker/cli-plugins && curl -fsSL -o ~/.docker/cli-plugins/docker-compose "+
			"https://github.com/docker/compose/releases/latest/download/docker-compose-linux-%s && "+
			"chmod +x ~/.docker/cli-plugins/docker-compose", unameArch()), "This distribution has no package of it."
	}
	return "", "This distribution has no package of it; Docker's own packages do: docs.docker.com/engine/install"
}

// unameArch is this machine's architecture as uname and Docker's downloads name it.
func unameArch() string {
	switch runtime.GOARCH {
	case "amd64":
		return "x86_64"
	case "arm64":
		return "aarch64"
	}
	return runtime.GOARCH
}

// engineDown is the line about an engine that does not answer.
func (m machine) engineDown(where address) Finding {
	f := Finding{ID: "daemon", Title: titleEngine, State: StateBad, Evidence: where.name() + " does not answer"}
	switch {
	case where.host != "":
		f.Fix, f.Note = m.unset("DOCKER_HOST"), "Or start the engine that it names, or correct it."
	case where.context == "colima":
		f.Fix = "colima start"
	case where.context == "orbstack":
		f.Fix = "orb start"
	case where.context == "rancher-desktop":
		f.Fix = "rdctl start"
	case where.context == "rootless":
		f.Fix = "systemctl --user start docker"
	case where.context == "desktop-linux" && m.os == "linux":
		f.Fix = "systemctl --user start docker-desktop"
	case where.context == "" || where.context == builtinContext, strings.HasPrefix(where.context, "desktop-"):
		return m.engineStopped(f)
	default:
		f.Fix, f.Note = m.defaultContext(), "That is the engine of this machine. Or start the one of this context."
	}
	return f
}

// engineStopped completes the line about the engine of this machine.
func (m machine) engineStopped(f Finding) Finding {
	switch {
	case m.os == "darwin":
		f.Fix, f.Note = "open -a Docker", "It takes a minute until it answers."
	case m.os == "windows":
		f.Fix, f.Note = "docker desktop start", "Or start Docker Desktop from the start menu. It takes a minute until it answers."
	case !m.engine:
		f.Evidence = "the docker command is there, but no engine is installed"
		f.Fix, f.Note = m.installDocker()
	case m.init == "systemd":
		f.Fix = m.sudo("systemctl start docker")
	case m.init == "openrc":
		f.Fix = m.sudo("rc-service docker start")
	case m.init == "sysv":
		f.Fix = m.sudo("service docker start")
	default:
		f.Fix, f.Note = m.sudo("dockerd"), "Leave it running, and go on in another terminal."
	}
	return f
}

// noPermission is the line about an engine that this user may not use.
func (m machine) noPermission() Finding {
	f := Finding{ID: "permission", Title: titlePermission, State: StateBad, Evidence: "the engine does not talk to the user " + m.user}
	switch {
	case m.os != "linux":
		f.Fix, f.Note = "docker context ls", "The one with a star is in use; its engine belongs to another user. Start Docker Desktop with yours."
	case m.joined:
		f.Evidence = m.user + " is in the group docker, but this session began before that"
		f.Fix, f.Note = "newgrp docker", "Or log out and in again, which is for good."
	default:
		f.Fix = m.sudo("usermod -aG docker " + m.user)
		f.Note = "Then log out and in again. Who is in that group has the power of root on this machine."
	}
	return f
}

// pullFailed is the line about an image that could not be fetched, or kept. err is what docker said, if it is known.
func (m machine) pullFailed(cause exercises.Cause, err error) Finding {
	f := Finding{ID: "registry", Title: "Registry", State: StateBad}
	switch cause {
	case exercises.RegistryRateLimited:
		f.Evidence = "the registry's rate limit is reached: too many images were pulled from this address"
		f.Fix, f.Note = "docker login", "A signed-in account may pull more. Or wait some hours, or use tutor bundle load with a file from another machine."
	case exercises.RegistryUnreachable:
		f.Evidence = "the registry, or a package index, cannot be reached"
		f.Fix = "tutor prefetch"
		f.Note = "Mend the network, a proxy or a VPN first, and check the name after FROM. With no network at all: tutor bundle load FILE."
	case exercises.DiskFull:
		f = Finding{ID: "disk", Title: "Disk", State: StateBad, Evidence: "no space is left where Docker keeps its data", Fix: pruneBuilds, Note: pruneNote}
	case exercises.ImageNotFound:
		f.Evidence, f.Note = "the registry has no such image", "Tell the author of the course."
	case exercises.DaemonDown:
		f = m.engineDown(engineAddress())
	case exercises.PermissionDenied:
		return m.noPermission()
	default:
		f.Evidence = "docker said: " + said(err)
	}
	if late(err) && cause == exercises.RegistryUnreachable {
		f.Evidence = "the registry did not answer in time"
	}
	return f
}

// wrongArch is the line about an image for another processor. asked is what DOCKER_DEFAULT_PLATFORM says.
func (m machine) wrongArch(asked string) Finding {
	f := Finding{ID: "architecture", Title: "Architecture", State: StateBad, Evidence: "the image is for another processor than the engine's"}
	if asked != "" {
		f.Evidence += ", as DOCKER_DEFAULT_PLATFORM=" + asked + " asks for"
		f.Fix = m.unset("DOCKER_DEFAULT_PLATFORM")
		return f
	}
	f.Note = "Take --platform after FROM away, or choose a base image that exists for this processor."
	return f
}

// unset takes a variable out of the environment of the shell.
func (m machine) unset(name string) string {
	if m.os == "windows" {
		return "Remove-Item Env:" + name
	}
	return "unset " + name
}

// defaultContext is the command that goes back to the engine of this machine.
func (m machine) defaultContext() string {
	if os.Getenv("DOCKER_CONTEXT") != "" {
		return m.unset("DOCKER_CONTEXT")
	}
	return "docker context use " + builtinContext
}

// otherTemp is a command that has temporary files elsewhere.
func (m machine) otherTemp() string {
	if m.os == "windows" {
		return "cleanmgr"
	}
	return "mkdir -p ~/tmp && export TMPDIR=~/tmp"
}

func (m machine) setClock() string {
	switch m.os {
	case "darwin":
		return "sudo sntp -sS time.apple.com"
	case "windows":
		return "w32tm /resync"
	}
	return m.sudo("timedatectl set-ntp true")
}

// wrongClock is for an engine whose clock is not this machine's. One on this machine has the same clock.
func (m machine) wrongClock(same bool) (fix, note string) {
	if same {
		return m.setClock(), ""
	}
	return "docker desktop restart", "If the engine is not Docker Desktop's, set the clock of its machine: timedatectl set-ntp true."
}

// pullCause says why a registry did not send an image or its manifest, from docker's own words.
func pullCause(err error) exercises.Cause {
	var p *Problem
	if !errors.As(err, &p) {
		return exercises.Internal
	}
	if late(err) { // what is slow is the registry: the engine answered before
		return exercises.RegistryUnreachable
	}
	lower := strings.ToLower(p.Output)
	switch {
	case p.Cause != exercises.Internal:
		return p.Cause
	case containsAny(lower, networkWords()):
		return exercises.RegistryUnreachable
	case lookup(imageMessages(), lower) != "", containsAny(lower, []string{"no such manifest", "no matching manifest", ": not found"}):
		return exercises.ImageNotFound
	}
	return exercises.Internal
}
