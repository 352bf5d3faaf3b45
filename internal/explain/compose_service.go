package explain

import (
	"strings"

	"tutor/internal/script"
)

// cutOutside cuts at the first colon that is in no variable.
func cutOutside(text string) (before, after string, found bool) {
	parts := splitOutside(text, ':')
	return parts[0], strings.Join(parts[1:], ":"), len(parts) > 1
}

func imageKeySays(f *composeFile, k composeKey) composeSaid {
	image := k.value.text
	if k.owner().get("build") != nil {
		return composeSaid{says: "Gives the image that is built here the name " + shortText(image) + "."}
	}
	ref := parseImage(image)
	what := officialWords()[ref.official()]
	if what != "" {
		what = " It is " + what + "."
	}
	says := sentences("Starts the container from the image "+shortText(image)+".", f.once("If it is not on your machine yet, Compose downloads it.")) + what
	switch {
	case ref.digest != "":
		says += " The sum behind the @ fixes it to the byte."
	case ref.tag != "" && !strings.Contains(ref.tag, "$") && ref.tag != "latest":
		says = sentences(says, f.once("What follows the colon is the tag: which version, and which variant."))
	}
	return composeSaid{says: says}
}

// officialWords says what is in images that many files use.
func officialWords() map[string]string {
	return map[string]string{
		"postgres": "PostgreSQL, a database", "mysql": "MySQL, a database", "mariadb": "MariaDB, a database",
		"mongo": "MongoDB, a database", "redis": "Redis, a store in memory that is often used as a cache",
		"valkey": "Valkey, a store in memory that is often used as a cache", "memcached": "Memcached, a cache in memory",
		"rabbitmq": "RabbitMQ, which passes messages between services", "nginx": "nginx, a web server",
		"caddy": "Caddy, a web server", "traefik": "Traefik, which hands requests on to services",
		"httpd": "Apache, a web server", "adminer": "Adminer, a web page for looking into databases",
		"python": "Python", "node": "Node.js", "golang": "the Go tools", "alpine": "Alpine, a very small Linux",
		"busybox": "BusyBox, a very small set of tools", "ubuntu": "Ubuntu Linux", "debian": "Debian Linux",
		"elasticsearch": "Elasticsearch, a search engine", "wordpress": "WordPress, a program for web pages",
	}
}

func buildSays(_ *composeFile, k composeKey) composeSaid {
	if k.value.kind == yamlScalar {
		context := k.value.text
		if strings.Contains(context, "://") || strings.HasPrefix(context, "git@") {
			return composeSaid{says: "Builds the image of the service from the repository " + shortText(context) + "."}
		}
		return composeSaid{says: "Builds the image of the service from the Dockerfile in " + folderWords(context) + ". That folder is the context: COPY takes files from there."}
	}
	file := k.pair.value.scalar("dockerfile")
	says := "Builds the image of the service from a Dockerfile, as the lines below say."
	if file == "" && k.pair.value.get("dockerfile_inline") == nil {
		says = "Builds the image of the service, as the lines below say. The file with the instructions is named Dockerfile."
	}
	return composeSaid{says: says}
}

func folderWords(path string) string {
	if path == "." || path == "./" {
		return "the folder of this file"
	}
	return "the folder " + shortText(path)
}

func contextSays(_ *composeFile, k composeKey) composeSaid {
	path := k.value.text
	if strings.Contains(path, "://") || strings.HasPrefix(path, "git@") {
		return composeSaid{says: "Takes the files for the build from the repository " + shortText(path) + "."}
	}
	return composeSaid{says: "Makes " + folderWords(path) + " the context: COPY takes files from there, and from nowhere else."}
}

func contextsSays(_ *composeFile, k composeKey) composeSaid {
	said := composeSaid{says: "Gives the Dockerfile more places to copy from, each under a name for COPY --from.", whole: true}
	for _, e := range namedEntries(k.value) {
		said.parts = append(said.parts, Part{Text: e.text, Says: "COPY --from=" + e.name + " takes files from " + shortText(e.value) + "."})
	}
	return said
}

func commandSays(_ *composeFile, k composeKey) composeSaid {
	instruction := "CMD"
	if k.name() == "entrypoint" {
		instruction = "ENTRYPOINT"
	}
	words := listTexts(k.value)
	switch {
	case k.value.null:
		return composeSaid{says: "Says nothing, so the " + instruction + " of the image counts."}
	case len(words) == 0 || len(words) == 1 && words[0] == "":
		return composeSaid{says: "Takes away the " + instruction + " of the image."}
	}
	says := "Runs " + programWords(words) + " when the container starts, in place of the CMD of the image."
	if instruction == "ENTRYPOINT" {
		says = "Makes " + programWords(words) + " the program of the container, in place of the ENTRYPOINT of the image, whose CMD no longer counts either."
	} else if k.owner().get("entrypoint") != nil {
		says = "Hands " + programWords(words) + " to the entrypoint, in place of the CMD of the image."
	}
	said := composeSaid{says: says, whole: true}
	shell := len(words) == 3 && strings.HasSuffix(words[0], "sh") && strings.HasPrefix(words[1], "-") && strings.HasSuffix(words[1], "c")
	switch {
	case shell:
		said.parts = script.Explain(unescaped(words[2]))
	case k.value.kind == yamlScalar && strings.ContainsAny(strings.ReplaceAll(k.value.text, "${", ""), "&|<>;") && !strings.Contains(k.value.text, "sh -c"):
		said.says += " Compose starts it without a shell, so signs such as && and | are mere words here."
	}
	return said
}

func userSays(_ *composeFile, k composeKey) composeSaid {
	user, group, found := cutOutside(k.value.text)
	if user == "root" || user == "0" {
		return composeSaid{says: "Runs the app as root, the user with all rights in the container."}
	}
	says := "Runs the app as the user " + shortText(user)
	if found {
		says += ", in the group " + shortText(group)
	}
	return composeSaid{says: says + ", whatever USER the image has. Files that it writes into mounted folders belong to this user."}
}

func containerNameSays(_ *composeFile, k composeKey) composeSaid {
	return composeSaid{says: "Names the container " + k.value.said() + ". Names are unique on a machine, so there can be only one container of this service, and no second copy of the project."}
}

// restartSays explains both places where the policy can stand.
func restartSays(_ *composeFile, k composeKey) composeSaid {
	policy, retries, _ := strings.Cut(k.value.text, ":")
	says := map[string]string{
		"no":             "Leaves the container stopped when it ends, which is the default.",
		"false":          "Leaves the container stopped when it ends, which is the default.",
		"none":           "Leaves the container stopped when it ends.",
		"always":         "Starts the container again whenever it ends, and when Docker itself starts, even if you had stopped it before.",
		"any":            "Starts the container again whenever it ends.",
		"unless-stopped": "Starts the container again whenever it ends, and when Docker itself starts. If you stop it yourself, it stays stopped.",
		"on-failure":     "Starts the container again when it ends with an error, and leaves it when it ends well.",
	}[policy]
	if says == "" {
		return composeSaid{says: "Says when the container starts again after it ended: " + k.value.said() + "."}
	}
	if retries != "" {
		says += " Docker gives up after " + shortText(retries) + " tries."
	}
	return composeSaid{says: says}
}

func profilesSays(_ *composeFile, k composeKey) composeSaid {
	names := listTexts(k.value)
	if len(names) == 0 {
		return composeSaid{says: "Names no profile, so the service always starts."}
	}
	return composeSaid{says: "Starts the service only when a profile is asked for: docker compose --profile " + shortText(names[0]) + " up. Its " + oneOr(len(names), "profile is ", "profiles are ") + saidList(k.value) + ".", whole: true}
}

func pullPolicySays(_ *composeFile, k composeKey) composeSaid {
	says := map[string]string{
		"always":         "Asks the registry for the image at each start, even if it is here already.",
		"never":          "Never downloads the image: it has to be here already.",
		"missing":        "Downloads the image only when it is not here yet, which is the default.",
		"if_not_present": "Downloads the image only when it is not here yet, which is the default.",
		"build":          "Builds the image at each start.",
		"daily":          "Asks the registry for a newer image when the last time is more than a day ago.",
		"weekly":         "Asks the registry for a newer image when the last time is more than a week ago.",
	}[k.value.text]
	if says == "" {
		says = "Asks the registry for a newer image as this says: " + k.value.said() + "."
		if span, ok := strings.CutPrefix(k.value.text, "every_"); ok {
			says = "Asks the registry for a newer image when the last time is longer ago than " + timeWords(span) + "."
		}
	}
	return composeSaid{says: says}
}

func extendsSays(_ *composeFile, k composeKey) composeSaid {
	service, file := k.pair.value.scalar("service"), k.pair.value.scalar("file")
	if k.value.kind == yamlScalar {
		service = k.value.text
	}
	says := "Begins with what the service " + shortText(service) + " has"
	if file != "" {
		says += " in the file " + shortText(file)
	}
	return composeSaid{says: says + ". Keys that are written here count more, and lists are joined.", whole: true}
}

// grantsSays explains which secrets or configs a service gets, and where.
func grantsSays(_ *composeFile, k composeKey) composeSaid {
	kind, folder := "config", "/"
	said := composeSaid{says: "Gives the service configs: files with settings that are in no image.", whole: true}
	if k.name() == "secrets" {
		kind, folder = "secret", "/run/secrets/"
		said.says = "Gives the service secrets: files that only it can read, and that are neither in the image nor in the environment."
	}
	for _, e := range k.value.entries() {
		name, target := grantSource(e), e.real().scalar("target")
		switch {
		case target == "":
			target = folder + name
		case !strings.HasPrefix(target, "/"):
			target = folder + target
		}
		says := "The " + kind + " " + shortText(name) + ", as the file " + shortText(target) + "."
		if mode := e.real().scalar("mode"); mode != "" {
			says += " Its rights are " + shortText(mode) + "."
		}
		if uid := e.real().scalar("uid"); uid != "" {
			says += " It belongs to the user " + shortText(uid) + "."
		}
		said.parts = append(said.parts, Part{Text: e.flow(), Says: says})
	}
	return said
}

func grantSource(e *yamlNode) string {
	if n := e.real(); n.kind == yamlMap {
		return n.scalar("source")
	}
	return e.real().text
}

func joinsSays(_ *composeFile, k composeKey) composeSaid {
	said := composeSaid{says: "Joins the service to the networks named here, in place of the one that all services share.", whole: true}
	for _, e := range k.value.entries() {
		said.parts = append(said.parts, Part{Text: e.flow(), Says: "On " + e.said() + ", services reach it as " + k.service() + "."})
	}
	for _, p := range k.value.pairs {
		says := "On " + p.key + ", services reach it as " + k.service() + "."
		if a := p.value.get("aliases"); a != nil && len(a.entries()) > 0 {
			says = "On " + p.key + ", services reach it as " + k.service() + ", and as " + saidList(a.real()) + "."
		}
		for _, key := range []string{"ipv4_address", "ipv6_address"} {
			if ip := p.value.scalar(key); ip != "" {
				says += " Its address there is always " + shortText(ip) + "."
			}
		}
		said.parts = append(said.parts, Part{Text: pairText(p), Says: says})
	}
	return said
}

func networkModeSays(_ *composeFile, k composeKey) composeSaid {
	mode := k.value.text
	switch kind, name, _ := strings.Cut(mode, ":"); kind {
	case "none":
		return composeSaid{says: "Gives the container no network at all."}
	case "host":
		return composeSaid{says: "Lets the container use the network of your machine as it is: its ports are ports of the machine, and ports: does nothing. Other services do not reach it by name."}
	case "bridge":
		return composeSaid{says: "Joins the container to Docker's oldest network, where names of services are not known."}
	case "service":
		return composeSaid{says: "Shares the network of the service " + shortText(name) + ": to each other, both are localhost."}
	case "container":
		return composeSaid{says: "Shares the network of the container " + shortText(name) + ": to each other, both are localhost."}
	}
	return composeSaid{says: "Chooses the kind of network: " + shortText(mode) + "."}
}

func shareSays(_ *composeFile, k composeKey) composeSaid {
	what := map[string]string{"pid": "processes", "ipc": "memory for exchange between processes"}[k.name()]
	switch kind, name, _ := strings.Cut(k.value.text, ":"); kind {
	case "host":
		return composeSaid{says: "Lets the container see the " + what + " of your machine, in place of its own alone."}
	case "service", "container":
		return composeSaid{says: "Shares its " + what + " with the " + kind + " " + shortText(name) + "."}
	}
	return composeSaid{says: "Says with whom the container shares its " + what + ": " + k.value.said() + "."}
}

func linksSays(_ *composeFile, k composeKey) composeSaid {
	return composeSaid{says: "Starts this service after " + saidList(k.value) + ", and makes them known under these names. It is a habit of old files: services on the same network reach one another by name anyway, and depends_on is for the order.", whole: true}
}
