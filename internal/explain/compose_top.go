package explain

import "strings"

func versionSays(_ *composeFile, k composeKey) composeSaid {
	return composeSaid{says: "Once told Compose which form the file has. It is obsolete: Compose ignores the " + k.value.said() + " and prints a warning. Leave the line out."}
}

func nameSays(_ *composeFile, k composeKey) composeSaid {
	return composeSaid{says: "Names the project " + k.value.said() + ". Containers, networks and volumes carry it in front of their own names. Without this line it would be the name of the folder."}
}

func includeSays(_ *composeFile, k composeKey) composeSaid {
	said := composeSaid{says: "Reads more Compose files, as if what is in them stood here. Paths in each begin in its own folder.", whole: true}
	for _, e := range k.value.entries() {
		path := e
		if e.real().kind == yamlMap {
			if p := e.get("path"); p != nil {
				path = p
			}
		}
		says := "Takes over the services of " + saidList(path) + "."
		if dir := e.scalar("project_directory"); dir != "" {
			says += " Paths in it begin in " + shortText(dir) + "."
		}
		if env := e.get("env_file"); env != nil {
			says += " Its variables come from " + saidList(env.real()) + "."
		}
		said.parts = append(said.parts, Part{Text: e.flow(), Says: says})
	}
	return said
}

func servicesSays(_ *composeFile, k composeKey) composeSaid {
	var all, waiting []string
	for _, p := range k.value.pairs {
		switch {
		case p.key == mergeKey || strings.HasPrefix(p.key, "x-"):
		case p.value.get("profiles") != nil && len(p.value.get("profiles").entries()) > 0:
			waiting = append(waiting, p.key)
		default:
			all = append(all, p.key)
		}
	}
	switch {
	case len(all)+len(waiting) == 0:
		return composeSaid{says: "Holds the services, each under a name of its own. There is none here."}
	case len(all) == 0:
		return composeSaid{says: "Holds the services: " + wordList(waiting) + ". Each starts only when its profile is asked for."}
	}
	says := "Holds the services, each under a name that you choose: " + wordList(all) + ". docker compose up starts them, and docker compose down puts them away."
	if len(all) == 1 {
		says = "Holds the services, each under a name that you choose. Here it is one: " + all[0] + ". docker compose up starts it, and docker compose down puts it away."
	}
	if len(waiting) > 0 {
		says += " " + wordList(waiting) + " " + oneOr(len(waiting), "starts", "start") + " only when a profile asks for it."
	}
	return composeSaid{says: says}
}

func oneOr(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

// serviceSays sums up a service: where its image comes from, and how it is reached.
func serviceSays(f *composeFile, k composeKey) composeSaid {
	name, v := k.name(), k.pair.value
	var says string
	switch build, image := v.get("build"), v.scalar("image"); {
	case build != nil && image != "":
		says = "A service named " + name + ", built here as the image " + shortText(image) + "."
	case build != nil:
		says = "A service named " + name + ", from an image that is built here."
	case image != "":
		says = "A service named " + name + ", from the image " + shortText(image) + "."
	case v.get("extends") != nil:
		says = "A service named " + name + ", made after another one."
	case v.get("provider") != nil:
		says = "A service named " + name + ", which another program runs in place of Docker."
	default:
		says = "A service named " + name + ". It says neither image nor build, so another Compose file has to, which is read together with this one."
	}
	switch mode := v.scalar("network_mode"); {
	case k.path[0] == "jobs":
		says = strings.Replace(says, "A service", "A job", 1)
	case mode == "none":
	case mode == "host":
		says += " It uses the network of your machine as it is."
	case mode == "" && len(k.root.get(k.path[0]).real().pairs) > 1:
		says = sentences(says, f.once("Services on the same network reach one another by their names."))
	}
	return composeSaid{says: says}
}

func volumesSays(_ *composeFile, k composeKey) composeSaid {
	return composeSaid{says: "Declares the volumes that services mount by name: " + saidKeys(k.value) + ". Docker keeps what is in them when containers are removed. docker compose down --volumes deletes it."}
}

// saidKeys are the keys of a mapping in a sentence.
func saidKeys(n *yamlNode) string {
	var names []string
	for _, p := range n.pairs {
		if p.key != mergeKey {
			names = append(names, p.key)
		}
	}
	return wordList(names)
}

func volumeSays(f *composeFile, k composeKey) composeSaid {
	says := "Declares a volume named " + k.name() + "."
	if v := k.pair.value.get("external"); v != nil && v.isTrue() {
		says += " It has to exist already."
	} else if k.pair.value.get("name") == nil {
		says += " Docker makes it when it is first needed, with the name of the project before its own."
	}
	return composeSaid{says: sentences(says, usedBy(f.users("volumes", k.name()), "mounts it", "mount it", "Nothing in this file mounts it."))}
}

// users are the services that name what a top-level key declares.
func (f *composeFile) users(key, name string) []string {
	if f.uses == nil {
		f.uses = map[string][]string{}
		for _, s := range f.services() {
			for _, key := range []string{"volumes", "networks", "secrets", "configs"} {
				for name := range s.uses(key) {
					f.uses[key+"."+name] = append(f.uses[key+"."+name], s.name)
				}
			}
		}
	}
	return f.uses[key+"."+name]
}

func usedBy(users []string, one, more, none string) string {
	switch len(users) {
	case 0:
		return none
	case 1:
		return "The service " + users[0] + " " + one + "."
	}
	return "The services " + wordList(users) + " " + more + "."
}

// composeService is a service or a job with the keys that merges bring along.
type composeService struct {
	name  string
	line  int
	value *yamlNode
	root  *yamlNode
}

// services are all services of the file, in its order.
func (f *composeFile) services() []composeService {
	if f.all != nil {
		return f.all
	}
	f.all = []composeService{}
	for _, r := range f.roots {
		v := r.get("services")
		if v == nil {
			continue
		}
		for _, p := range v.real().pairs {
			if p.key != mergeKey && !strings.HasPrefix(p.key, "x-") && p.value.real().kind == yamlMap {
				f.all = append(f.all, composeService{name: p.key, line: p.line, value: p.value, root: r})
			}
		}
	}
	return f.all
}

// serviceNamed is the service of that name; ok is false when the file has none.
func (f *composeFile) serviceNamed(name string) (composeService, bool) {
	all := f.services()
	if f.byName == nil {
		f.byName = map[string]int{}
		for i, s := range all {
			f.byName[s.name] = i
		}
	}
	i, ok := f.byName[name]
	if !ok {
		return composeService{}, false
	}
	return all[i], true
}

func externalSays(_ *composeFile, k composeKey) composeSaid {
	if k.value.kind == yamlScalar && !k.value.isTrue() {
		return composeSaid{says: "Lets Compose make it, which is the default."}
	}
	return composeSaid{says: "Says that it exists already, made by somebody else. Compose neither makes nor removes it, and stops when it is not there.", whole: true}
}

func networksSays(_ *composeFile, k composeKey) composeSaid {
	return composeSaid{says: "Declares networks: " + saidKeys(k.value) + ". Services on the same network reach one another by name; those that share none do not."}
}

func networkSays(f *composeFile, k composeKey) composeSaid {
	says := "Declares a network named " + k.name() + "."
	if k.name() == "default" {
		return composeSaid{says: "Sets up the network that each service joins which names none itself."}
	}
	if v := k.pair.value.get("external"); v != nil && (v.isTrue() || v.real().kind == yamlMap) {
		says += " It has to exist already."
	} else if k.value.null {
		says += " Nothing else is set, so it is a network within this machine."
	}
	return composeSaid{says: sentences(says, usedBy(f.users("networks", k.name()), "is on it", "are on it", "No service of this file is on it."))}
}

func ipamSays(_ *composeFile, _ composeKey) composeSaid {
	return composeSaid{says: "Sets which addresses the network has. Without it, Docker chooses a range that is free."}
}

func secretsSays(_ *composeFile, k composeKey) composeSaid {
	if k.name() == "configs" {
		return composeSaid{says: "Declares configs: " + saidKeys(k.value) + ". A config is a file with settings that a service gets when it starts, so that the image stays the same. A service has to name it to get it."}
	}
	return composeSaid{says: "Declares secrets: " + saidKeys(k.value) + ". A secret reaches a service as a file, and is neither in the image nor in the environment. A service has to name it to get it."}
}

func secretSays(f *composeFile, k composeKey) composeSaid {
	kind := strings.TrimSuffix(k.path[0], "s")
	says := "Declares the " + kind + " " + k.name() + "."
	return composeSaid{says: sentences(says, usedBy(f.users(k.path[0], k.name()), "gets it", "get it", "No service of this file gets it."))}
}

func contentFile(_ *composeFile, k composeKey) composeSaid {
	says := "Takes the content from the file " + k.value.said() + " on your machine."
	if k.path[0] == "secrets" {
		says += " Keep that file out of git."
	}
	return composeSaid{says: says}
}

func contentEnvironment(_ *composeFile, k composeKey) composeSaid {
	return composeSaid{says: "Takes the content from the variable " + k.value.said() + " of your shell or of .env."}
}

func contentHere(_ *composeFile, _ composeKey) composeSaid {
	return composeSaid{says: "Holds the content itself."}
}

func modelsSays(_ *composeFile, k composeKey) composeSaid {
	return composeSaid{says: "Declares AI models that services use: " + saidKeys(k.value) + "."}
}

func modelSays(_ *composeFile, k composeKey) composeSaid {
	return composeSaid{says: "Declares the model " + k.name() + "."}
}

func triggersSays(_ *composeFile, _ composeKey) composeSaid {
	return composeSaid{says: "Says what starts the job."}
}

func scheduleSays(_ *composeFile, k composeKey) composeSaid {
	said := composeSaid{says: "Starts the job at set times.", whole: true}
	for _, e := range k.value.entries() {
		said.parts = append(said.parts, Part{Text: e.flow(), Says: "Starts it whenever the clock fits " + shortText(e.scalar("cron")) + ", in the notation of cron."})
	}
	return said
}
