package runner

import "os"

// address is where the docker CLI looks for its engine.
type address struct {
	host    string // what DOCKER_HOST says, or empty
	context string // else the context; empty when it is not known
}

// engineAddress reads it from the environment and docker's own settings; it asks nobody.
func engineAddress() address {
	if host := os.Getenv("DOCKER_HOST"); host != "" {
		return address{host: host}
	}
	return address{context: currentContext()}
}

// name is the engine as the end of a sentence has it.
func (a address) name() string {
	switch {
	case a.host != "":
		return "the engine at " + a.host
	case a.context == "" || a.context == builtinContext:
		return "the engine on this machine"
	}
	return "the engine of the context " + a.context
}

// elsewhere says that an engine is on another machine; nothing when it is here.
func (address) elsewhere(host string) string {
	if name := remoteHost(host); name != "" {
		return ", on the machine " + name
	}
	return ""
}
