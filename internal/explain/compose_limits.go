package explain

import (
	"slices"
	"strings"
)

func deploySays(_ *composeFile, _ composeKey) composeSaid {
	return composeSaid{says: "Says how many containers run, and what each may use. docker compose on one machine follows replicas, resources and restart_policy; the rest counts in a swarm."}
}

func replicasSays(_ *composeFile, k composeKey) composeSaid {
	switch k.value.text {
	case "0":
		return composeSaid{says: "Starts no container of this service."}
	case "1":
		return composeSaid{says: "Starts one container of this service, which is the default."}
	}
	return composeSaid{says: "Starts " + k.value.said() + " containers of this service. They share its name on the network, and requests by that name go to one or another."}
}

func resourcesSays(_ *composeFile, _ composeKey) composeSaid {
	return composeSaid{says: "Says what each container may use (limits), and what is kept for it (reservations)."}
}

func limitsSays(_ *composeFile, _ composeKey) composeSaid {
	return composeSaid{says: "Sets what each container gets at most. Without limits, one container can take all that the machine has."}
}

func reservationsSays(_ *composeFile, _ composeKey) composeSaid {
	return composeSaid{says: "Sets what is kept for each container."}
}

func restartPolicySays(_ *composeFile, _ composeKey) composeSaid {
	return composeSaid{says: "Says when a container starts again after it ended. It counts more than restart."}
}

func updateSays(_ *composeFile, k composeKey) composeSaid {
	if k.name() == "rollback_config" {
		return composeSaid{says: "Says how a swarm goes back to the version before when an update fails."}
	}
	return composeSaid{says: "Says how a swarm replaces the containers by those of a new version."}
}

func placementSays(_ *composeFile, _ composeKey) composeSaid {
	return composeSaid{says: "Says on which machines of a swarm the containers run."}
}

func blkioSays(_ *composeFile, _ composeKey) composeSaid {
	return composeSaid{says: "Limits how much the container reads from and writes to disks."}
}

func ulimitsSays(_ *composeFile, k composeKey) composeSaid {
	said := composeSaid{says: "Sets limits for the processes in the container, as ulimit does in a shell.", whole: true}
	for _, p := range k.value.pairs {
		what := p.key
		if known := map[string]string{"nofile": "open files", "nproc": "processes", "memlock": "bytes of memory that stay out of swap", "core": "bytes of a core dump", "stack": "bytes of stack"}[p.key]; known != "" {
			what = known + " (" + p.key + ")"
		}
		says := "At most " + p.value.said() + " " + what + "; -1 means no limit."
		if soft, hard := p.value.scalar("soft"), p.value.scalar("hard"); soft != "" || hard != "" {
			says = "At most " + shortText(soft) + " " + what + "; the app may raise that itself, up to " + shortText(hard) + "."
		}
		if !strings.Contains(p.value.flow(), "-1") {
			says = strings.Replace(says, "; -1 means no limit", "", 1)
		}
		said.parts = append(said.parts, Part{Text: pairText(p), Says: says})
	}
	return said
}

func capsSays(_ *composeFile, k composeKey) composeSaid {
	names := listTexts(k.value)
	all := slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, "ALL") })
	switch {
	case k.name() == "cap_drop" && all:
		return composeSaid{says: "Takes away all the special rights that root has in a container. What the app needs comes back with cap_add.", whole: true}
	case k.name() == "cap_drop":
		return composeSaid{says: "Takes away special rights from root in the container: " + wordList(names) + ".", whole: true}
	case all:
		return composeSaid{says: "Gives the container all the special rights of root on the machine. Few walls are left.", whole: true}
	}
	said := composeSaid{says: "Gives root in the container special rights that Docker keeps from it otherwise.", whole: true}
	known := map[string]string{
		"NET_ADMIN": "Lets it change network settings.", "SYS_ADMIN": "Lets it mount file systems, and much more: nearly all that root can do.",
		"SYS_PTRACE": "Lets it look into other processes, as debuggers do.", "NET_RAW": "Lets it send packets of any form, as ping does.",
		"SYS_TIME": "Lets it set the clock of the machine.", "NET_BIND_SERVICE": "Lets it listen on ports below 1024.",
		"IPC_LOCK": "Lets it keep memory out of swap.", "SYS_NICE": "Lets it change how processes share the processor.",
		"CHOWN": "Lets it change the owner of files.", "SETUID": "Lets it become another user.", "SETGID": "Lets it join another group.",
	}
	for _, n := range names {
		says := known[strings.TrimPrefix(strings.ToUpper(n), "CAP_")]
		if says == "" {
			says = "The right that Linux calls " + shortText(n) + "."
		}
		said.parts = append(said.parts, Part{Text: n, Says: says})
	}
	return said
}

func securityOptSays(_ *composeFile, k composeKey) composeSaid {
	said := composeSaid{says: "Changes how the container is kept apart from the machine.", whole: true}
	for _, e := range k.value.entries() {
		says := "Passed to Docker as it is."
		switch text := strings.ReplaceAll(e.real().text, "=", ":"); {
		case text == "no-new-privileges" || text == "no-new-privileges:true":
			says = "Keeps programs in the container from getting more rights than they started with, for example by sudo."
		case text == "seccomp:unconfined":
			says = "Lets the container use all calls of the kernel, also those that Docker blocks."
		case text == "apparmor:unconfined":
			says = "Switches off the AppArmor rules for the container."
		case strings.HasPrefix(text, "label:"):
			says = "Changes the SELinux label of the container."
		}
		said.parts = append(said.parts, Part{Text: e.flow(), Says: says})
	}
	return said
}

func devicesSays(_ *composeFile, k composeKey) composeSaid {
	said := composeSaid{says: "Gives the container devices of your machine.", whole: true}
	for _, e := range k.value.entries() {
		source, target := e.real().scalar("source"), e.real().scalar("target")
		if e.real().kind == yamlScalar {
			parts := splitOutside(e.real().text, ':')
			source, target = parts[0], parts[min(1, len(parts)-1)]
		}
		says := "The device " + shortText(source) + "."
		if target != "" && target != source {
			says = "The device " + shortText(source) + ", as " + shortText(target) + " in the container."
		}
		said.parts = append(said.parts, Part{Text: e.flow(), Says: says})
	}
	return said
}

func gpusSays(_ *composeFile, k composeKey) composeSaid {
	if k.value.text == "all" {
		return composeSaid{says: "Gives the container all graphics cards of the machine."}
	}
	said := composeSaid{says: "Gives the container graphics cards of the machine.", whole: true}
	for _, e := range k.value.entries() {
		count := e.real().scalar("count")
		says := "As many as the settings ask for."
		if count != "" {
			says = "How many: " + shortText(count) + "."
		}
		said.parts = append(said.parts, Part{Text: e.flow(), Says: says})
	}
	return said
}

func extraHostsSays(_ *composeFile, k composeKey) composeSaid {
	said := composeSaid{says: "Adds names with their addresses to /etc/hosts in the container.", whole: true}
	entry := func(text, name, ip string) {
		says := "In the container, " + shortText(name) + " is the address " + shortText(ip) + "."
		if ip == "host-gateway" {
			says = "In the container, " + shortText(name) + " is your machine itself, so that the app reaches programs that run there without Docker."
		}
		said.parts = append(said.parts, Part{Text: text, Says: says})
	}
	for _, p := range k.value.pairs {
		entry(p.key+": "+p.value.flow(), p.key, p.value.flow())
	}
	for _, e := range k.value.entries() {
		text := e.real().text
		at := strings.IndexAny(text, "=:")
		if at < 0 {
			at = len(text)
		}
		entry(e.flow(), text[:at], strings.Trim(strings.TrimLeft(text[at:], "=:"), "[]"))
	}
	return said
}

func loggingSays(_ *composeFile, k composeKey) composeSaid {
	says := "Says where the log of the container goes."
	if opts := k.pair.value.get("options"); opts != nil && opts.get("max-size") != nil {
		says += " With max-size, a log cannot fill the disk: each file of it ends at " + sizeWords(opts.scalar("max-size"))
		if n := opts.scalar("max-file"); n != "" {
			says += ", and " + shortText(n) + " of them are kept"
		}
		says += "."
	}
	return composeSaid{says: says}
}

func developSays(_ *composeFile, _ composeKey) composeSaid {
	return composeSaid{says: "Says what docker compose watch does while you change files. docker compose up without --watch does nothing with it."}
}

func watchSays(_ *composeFile, k composeKey) composeSaid {
	said := composeSaid{says: "Lists which files are watched, and what a change leads to.", whole: true}
	for _, e := range k.value.entries() {
		path, target := shortText(e.real().scalar("path")), shortText(e.real().scalar("target"))
		says := map[string]string{
			"rebuild":      "When something in " + path + " changes, builds the image anew and replaces the container.",
			"sync":         "When something in " + path + " changes, copies it to " + target + " in the running container.",
			"restart":      "When something in " + path + " changes, starts the container again.",
			"sync+restart": "When something in " + path + " changes, copies it to " + target + " and starts the container again.",
			"sync+exec":    "When something in " + path + " changes, copies it to " + target + " and runs a command in the container.",
		}[e.real().scalar("action")]
		if says == "" {
			says = "Watches " + path + "."
		}
		if ignored := e.real().get("ignore"); ignored != nil {
			says += " Changes in " + saidList(ignored.real()) + " do not count."
		}
		said.parts = append(said.parts, Part{Text: e.flow(), Says: says})
	}
	return said
}

func hooksSays(_ *composeFile, k composeKey) composeSaid {
	said := composeSaid{says: "Runs commands in the container after it has started.", whole: true}
	if k.name() == "pre_stop" {
		said.says = "Runs commands in the container before it is stopped. They do not run when it ends by itself."
	}
	for _, e := range k.value.entries() {
		says := "Runs " + saidCommand(e.real().get("command"))
		if user := e.real().scalar("user"); user != "" {
			says += " as the user " + shortText(user)
		}
		said.parts = append(said.parts, Part{Text: e.flow(), Says: says + "."})
	}
	return said
}

func saidCommand(n *yamlNode) string {
	if n == nil {
		return "nothing"
	}
	return programWords(listTexts(n.real()))
}

// dependsSays explains both forms of depends_on.
// https://docs.docker.com/reference/compose-file/services/#depends_on
func dependsSays(f *composeFile, k composeKey) composeSaid {
	said := composeSaid{says: "Starts " + k.service() + " after other services, and stops it before them.", whole: true}
	short := false
	for _, e := range k.value.entries() {
		short = true
		said.parts = append(said.parts, Part{Text: e.flow(), Says: "Starts " + e.said() + " first. Compose waits until its container runs, not until the program in it can answer."})
	}
	for _, p := range k.value.pairs {
		if p.key != mergeKey {
			said.parts = append(said.parts, Part{Text: pairText(p), Says: dependencySays(k.service(), p)})
		}
	}
	if short {
		said.says += " The short form is about the order alone."
	}
	return said
}

func dependencySays(service string, p yamlPair) string {
	says := map[string]string{
		"":                               "Starts " + p.key + " first. Compose waits until its container runs, not until the program in it can answer.",
		"service_started":                "Starts " + p.key + " first. Compose waits until its container runs, not until the program in it can answer.",
		"service_healthy":                "Starts " + p.key + " first, and waits until its health check says healthy.",
		"service_completed_successfully": "Runs " + p.key + " first, and waits until it has ended without an error.",
	}[p.value.scalar("condition")]
	if says == "" {
		says = "Starts " + p.key + " first, and waits for " + shortText(p.value.scalar("condition")) + "."
	}
	if p.value.scalar("restart") == "true" {
		says += " When Compose restarts or replaces " + p.key + ", it restarts " + service + ", too."
	}
	if p.value.scalar("required") == "false" {
		says += " If " + p.key + " is missing or does not start, Compose only warns."
	}
	return says
}
