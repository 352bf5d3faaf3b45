package explain

import (
	"strings"
	"sync"
)

// simpleSays is about keys with a value that a single sentence explains; %s in it is the value. It is empty for others.
func simpleSays(k composeKey) string {
	pattern := k.pattern()
	if s, ok := simpleSwitches()[pattern]; ok {
		if strings.Contains(k.value.text, "$") {
			return strings.TrimSuffix(s[0], ".") + ", if " + k.value.said() + " is true."
		}
		if k.value.isTrue() {
			return s[0]
		}
		return s[1]
	}
	s := simpleSentences()[pattern]
	if pattern == "services.*.memswap_limit" && k.value.text == "-1" {
		return "Lets the container use as much swap as the machine has."
	}
	if strings.HasSuffix(pattern, "_limit") || strings.HasSuffix(pattern, "_size") || strings.HasSuffix(pattern, "mem_reservation") || strings.HasSuffix(pattern, ".memory") {
		return strings.ReplaceAll(s, "%s", sizeWords(k.value.text))
	}
	return strings.NewReplacer("%s", k.value.said(), "%t", timeWords(k.value.text), "%l", saidList(k.value), "%c", cpuWords(k.value.text), "%n", k.service()).Replace(s)
}

// saidList is the entries of a list in a sentence.
func saidList(n *yamlNode) string {
	var words []string
	for _, e := range n.entries() {
		words = append(words, e.said())
	}
	if len(words) == 0 && n.kind == yamlMap {
		for _, p := range n.pairs {
			words = append(words, p.key)
		}
	}
	return wordList(words)
}

// simpleSwitches are the keys that are true or false, with a sentence for each.
var simpleSwitches = sync.OnceValue(func() map[string][2]string {
	return map[string][2]string{
		"services.*.init":             {"Starts a small program as the first process, which hands signals on and clears away processes that have ended. So the app stops when it is asked to.", "Starts the app as the first process itself, without a small one before it."},
		"services.*.privileged":       {"Takes away nearly all walls between the container and your machine: it can reach every device, and change the machine.", "Leaves the walls between the container and your machine up, which is the default."},
		"services.*.read_only":        {"Makes the files of the image read-only: the app can write to volumes and tmpfs alone.", "Lets the app write into the files of its container, which is the default."},
		"services.*.tty":              {"Gives the container a terminal, as docker run -t does. Programs then write colours and talk as if a person were there.", "Gives the container no terminal, which is the default."},
		"services.*.stdin_open":       {"Keeps the input of the program open, as docker run -i does, so that you can type into it with docker attach.", "Closes the input of the program, which is the default."},
		"services.*.oom_kill_disable": {"Asks the kernel not to end the container when memory runs out. The machine may then stop as a whole.", "Lets the kernel end the container when memory runs out, which is the default."},
		"services.*.attach":           {"Shows the log of the service when docker compose up runs in the foreground, which is the default.", "Leaves the log of the service out when docker compose up runs in the foreground. docker compose logs %n still shows it."},
		"services.*.use_api_socket":   {"Lets the container talk to Docker itself, with your logins for registries. It can start and remove any container.", "Keeps Docker itself out of reach of the container, which is the default."},

		"services.*.build.no_cache":      {"Builds every step anew, and takes nothing from the build cache.", "Uses the build cache, which is the default."},
		"services.*.build.pull":          {"Asks the registry for newer base images at each build.", "Takes base images that are here already, which is the default."},
		"services.*.build.privileged":    {"Builds with more rights on the machine than a build needs in nearly all cases.", "Builds without special rights, which is the default."},
		"services.*.healthcheck.disable": {"Switches the health check off, also the one that comes with the image.", "Leaves the health check on, which is the default."},

		"networks.*.internal":    {"Cuts the network off from the outside: its containers reach one another, and nothing else.", "Lets containers reach the world outside, which is the default."},
		"networks.*.attachable":  {"Lets containers that are no part of this file join the network.", "Keeps containers from elsewhere out of the network."},
		"networks.*.enable_ipv6": {"Gives the containers IPv6 addresses, too.", "Gives the containers no IPv6 addresses."},
		"networks.*.enable_ipv4": {"Gives the containers IPv4 addresses, which is the default.", "Gives the containers no IPv4 addresses."},
	}
})

// simpleSentences are the keys whose value says it all. %s is the value, %t a time, %l a list, %n the service.
// https://docs.docker.com/reference/compose-file/
var simpleSentences = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"services.*.annotations":         "Adds notes to the container for the program that runs it: %l.",
		"services.*.cgroup":              "Chooses whose groups for limits the container sees: %s.",
		"services.*.cgroup_parent":       "Counts the container towards the limits of the group %s.",
		"services.*.cpu_count":           "Lets the container use %s processors.",
		"services.*.cpu_percent":         "Lets the container use %s per cent of the processors.",
		"services.*.cpu_shares":          "Sets how much processor time the container gets beside others when all are busy: %s, where 1024 is usual.",
		"services.*.cpu_quota":           "Lets the container use the processor for %s microseconds of each cpu_period.",
		"services.*.cpu_period":          "Sets the length of the period over which cpu_quota is counted: %s microseconds.",
		"services.*.cpu_rt_period":       "Sets the period over which real-time processor time is counted: %s.",
		"services.*.cpu_rt_runtime":      "Lets the container use %s of real-time processor time in each period.",
		"services.*.cpus":                "Lets the container use %c at most.",
		"services.*.cpuset":              "Lets the container run on these processors alone: %s. The first one is 0.",
		"services.*.credential_spec":     "Gives a Windows container the account that it runs with: %s.",
		"services.*.device_cgroup_rules": "Allows the container kinds of devices, in the kernel's own notation: %l.",
		"services.*.dns":                 "Asks these servers for the addresses of names: %l.",
		"services.*.dns_opt":             "Sets options for looking up names: %l.",
		"services.*.dns_search":          "Tries a short name with these endings, too: %l.",
		"services.*.domainname":          "Makes %s the domain of the container, behind its host name.",
		"services.*.group_add":           "Makes the user in the container a member of more groups: %l.",
		"services.*.hostname":            "Makes %s the name that the container has for itself. Other services still reach it by the service name, %n.",
		"services.*.isolation":           "Chooses how a Windows container is kept apart: %s.",
		"services.*.mac_address":         "Gives the network card of the container a fixed hardware address, %s.",
		"services.*.mem_limit":           "Lets the container use %s of memory at most. A program that takes more is ended by the kernel.",
		"services.*.mem_reservation":     "Tries to keep %s of memory for the container when memory is short.",
		"services.*.mem_swappiness":      "Sets how readily the kernel moves memory of the container to the disk: %s, from 0 for not at all to 100.",
		"services.*.memswap_limit":       "Lets the container use %s of memory and swap together; what is above its memory limit goes to the disk.",
		"services.*.oom_score_adj":       "Sets how soon the kernel ends the container when memory runs out: %s, from -1000 for last to 1000 for first.",
		"services.*.pids_limit":          "Lets the container have %s processes at the same time; -1 means as many as it likes.",
		"services.*.platform":            "Takes the image for %s, whatever kind of machine this is. On another kind the program runs slowly, if at all.",
		"services.*.runtime":             "Runs the container with %s in place of Docker's usual runtime, runc.",
		"services.*.shm_size":            "Gives the container %s of memory that its processes can share, in /dev/shm. Docker's default is 64 MB.",
		"services.*.storage_opt":         "Sets options of the disk space of the container: %l.",
		"services.*.umask":               "Sets which rights new files of the container do not get: %s.",
		"services.*.userns_mode":         "Chooses whose user numbers the container uses: %s. With host, root in the container is root on the machine.",
		"services.*.uts":                 "Shares the host name with: %s.",
		"services.*.working_dir":         "Starts the app in the folder %s of the container, whatever WORKDIR the image has.",
		"services.*.stop_signal":         "Asks the app to stop with the signal %s, in place of SIGTERM or the image's own STOPSIGNAL.",
		"services.*.stop_grace_period":   "Gives the app %t to stop by itself after it was asked to. Then Docker ends it at once. The default is 10 seconds.",
		"services.*.label_file":          "Reads labels from a file, one name=value on each line: %l. labels counts more.",
		"services.*.external_links":      "Makes containers that this file does not start reachable by a name: %l.",
		"services.*.volumes_from":        "Mounts all volumes that another service or container has: %l.",
		"services.*.provider":            "Leaves the service to another program in place of Docker: %s.",
		"services.*.models":              "Connects the service with AI models, and tells it their address and name in environment variables: %l.",
		"services.*.pre_start":           "Runs a container of its own before each start of the service, to its end: %l.",
		"services.*.pull_refresh_after":  "Asks the registry for a newer image when the last time is longer ago than %s.",

		"services.*.logging.driver":  "Hands the log to %s.",
		"services.*.logging.options": "Sets options of the log: %l.",

		"services.*.build.provenance":        "Says whether, and how fully, the image gets a note about how it was built: %s.",
		"services.*.build.sbom":              "Says whether the image gets a list of the packages in it: %s.",
		"services.*.build.dockerfile":        "Reads the instructions from %s, in place of Dockerfile. The path begins in the context.",
		"services.*.build.dockerfile_inline": "Holds the Dockerfile itself, so that no file of its own is needed.",
		"services.*.build.target":            "Builds up to the stage %s of the Dockerfile, and takes it as the image. Later stages are left out.",
		"services.*.build.ssh":               "Lets steps of the build use your SSH keys, without copying them into the image: %l.",
		"services.*.build.labels":            "Adds labels to the image, for people and programs: %l.",
		"services.*.build.cache_from":        "Looks for finished steps in these places, too: %l.",
		"services.*.build.cache_to":          "Keeps the finished steps of the build here: %l.",
		"services.*.build.no_cache_filter":   "Builds these stages anew each time: %l.",
		"services.*.build.network":           "Connects RUN steps of the build with the network %s.",
		"services.*.build.shm_size":          "Gives the build %s of memory that its processes can share.",
		"services.*.build.extra_hosts":       "Tells the build addresses for names: %l.",
		"services.*.build.isolation":         "Chooses how the build is kept apart: %s.",
		"services.*.build.tags":              "Gives the image more names: %l.",
		"services.*.build.ulimits":           "Sets limits for the processes of the build: %l.",
		"services.*.build.platforms":         "Builds the image for these kinds of machines: %l.",
		"services.*.build.entitlements":      "Allows the build more than usual: %l.",
		"services.*.build.secrets":           "Lets steps of the build read secrets that do not stay in the image: %l.",

		"services.*.deploy.mode":                              "Chooses how many containers run: %s. replicated means as many as replicas says, global one on each machine of a swarm.",
		"services.*.deploy.endpoint_mode":                     "Chooses how a swarm finds the service: %s. vip is one address for all containers, dnsrr the address of each in turn.",
		"services.*.deploy.labels":                            "Adds labels to the service, not to its containers: %l.",
		"services.*.deploy.placement.constraints":             "Runs the service only on machines of a swarm for which this holds: %l.",
		"services.*.deploy.placement.preferences":             "Spreads the containers over the machines of a swarm: %l.",
		"services.*.deploy.placement.max_replicas_per_node":   "Runs at most %s of its containers on each machine of a swarm.",
		"services.*.deploy.resources.limits.cpus":             "Lets each container use %c at most.",
		"services.*.deploy.resources.limits.memory":           "Lets each container use %s of memory at most. A program that takes more is ended by the kernel.",
		"services.*.deploy.resources.limits.pids":             "Lets each container have %s processes at the same time.",
		"services.*.deploy.resources.reservations.cpus":       "Asks for %c. It counts in a swarm; docker compose on one machine does nothing with it.",
		"services.*.deploy.resources.reservations.memory":     "Tries to keep %s of memory for each container when memory is short.",
		"services.*.deploy.resources.reservations.devices":    "Reserves devices such as graphics cards for the service: %l.",
		"services.*.deploy.restart_policy.delay":              "In a swarm, waits %t before each new start.",
		"services.*.deploy.restart_policy.max_attempts":       "Gives up after %s new starts that failed.",
		"services.*.deploy.restart_policy.window":             "In a swarm, counts a start as a success when the container still runs after %t.",
		"services.*.deploy.update_config.parallelism":         "Replaces %s containers at a time.",
		"services.*.deploy.update_config.delay":               "Waits %t between one group of containers and the next.",
		"services.*.deploy.update_config.failure_action":      "If the update fails: %s. Without this it pauses.",
		"services.*.deploy.update_config.monitor":             "Watches each new container for %t before it counts as a success.",
		"services.*.deploy.update_config.max_failure_ratio":   "Bears failures of up to this share: %s.",
		"services.*.deploy.update_config.order":               "Chooses what comes first: %s. stop-first stops the old container before the new one starts, start-first lets both run for a moment.",
		"services.*.deploy.rollback_config.parallelism":       "Takes back %s containers at a time; 0 means all at once.",
		"services.*.deploy.rollback_config.delay":             "Waits %t between one group of containers and the next.",
		"services.*.deploy.rollback_config.failure_action":    "If going back fails, too: %s. Without this it pauses.",
		"services.*.deploy.rollback_config.monitor":           "Watches each container for %t before it counts as a success.",
		"services.*.deploy.rollback_config.max_failure_ratio": "Bears failures of up to this share: %s.",
		"services.*.deploy.rollback_config.order":             "Chooses what comes first: %s.",

		"services.*.blkio_config.weight":            "Sets the share of the disk that the container gets when all are busy: %s, from 10 to 1000, where 500 is usual.",
		"services.*.blkio_config.weight_device":     "Sets this share for single devices: %l.",
		"services.*.blkio_config.device_read_bps":   "Limits how many bytes are read from devices in a second: %l.",
		"services.*.blkio_config.device_read_iops":  "Limits how often devices are read from in a second: %l.",
		"services.*.blkio_config.device_write_bps":  "Limits how many bytes are written to devices in a second: %l.",
		"services.*.blkio_config.device_write_iops": "Limits how often devices are written to in a second: %l.",

		"networks.*.driver":       "Makes the network with %s. bridge, the default on one machine, is a network within this machine; overlay spans the machines of a swarm.",
		"networks.*.driver_opts":  "Sets options of the network driver: %l.",
		"networks.*.labels":       "Adds labels to the network: %l.",
		"networks.*.name":         "Names the network %s as it stands, without the name of the project before it.",
		"networks.*.ipam.driver":  "Lets %s hand out the addresses.",
		"networks.*.ipam.options": "Sets options for handing out addresses: %l.",
		"networks.*.ipam.config":  "Sets which addresses the network has: %l.",

		"volumes.*.driver":      "Makes the volume with %s. local, the default, is a folder that Docker manages on this machine.",
		"volumes.*.driver_opts": "Sets options of the volume driver: %l.",
		"volumes.*.labels":      "Adds labels to the volume: %l.",
		"volumes.*.name":        "Names the volume %s as it stands, without the name of the project before it.",

		"secrets.*.name":            "Looks for the secret under the name %s on the platform.",
		"secrets.*.labels":          "Adds labels to the secret: %l.",
		"secrets.*.driver":          "Gets the secret by means of %s.",
		"secrets.*.driver_opts":     "Sets options for that: %l.",
		"secrets.*.template_driver": "Fills in the content with %s.",
		"configs.*.name":            "Looks for the config under the name %s on the platform.",
		"configs.*.labels":          "Adds labels to the config: %l.",
		"configs.*.template_driver": "Fills in the content with %s.",

		"models.*.model":         "Names the model to fetch and run: %s.",
		"models.*.name":          "Gives the model the name %s.",
		"models.*.context_size":  "Lets the model look at %s tokens at a time.",
		"models.*.runtime_flags": "Passes these options to the program that runs the model: %l.",

		"jobs":                   "Holds containers that run to their end, each under a name of its own: %l. docker compose up does not start them.",
		"jobs.*.triggers.manual": "Says whether the job can be started by hand: %s.",
	}
})
