package runner

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// cliConfig is what counts here of the docker CLI's config.json.
type cliConfig struct {
	CurrentContext string
	Proxies        map[string]cliProxies // by the engine's address, or "default"
}

// cliProxies are the proxies that the docker CLI hands to builds and containers (docs.docker.com/engine/cli/proxy).
type cliProxies struct{ HTTPProxy, HTTPSProxy, FTPProxy, NoProxy, AllProxy string }

// readCLIConfig reads the docker CLI's config.json. One that is missing is empty.
func readCLIConfig() (config cliConfig, err error) {
	dir := os.Getenv("DOCKER_CONFIG")
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return config, err
		}
		dir = filepath.Join(home, ".docker")
	}
	text, err := os.ReadFile(filepath.Join(dir, "config.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return config, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &config)
	}
	return config, err
}

// handedOver are the variables that the docker CLI sets in every container on its own account, sorted. A container of the
// tutor gets them empty: the proxy is none of the learner's work, and may hold a password; and an app that asks itself or
// its neighbour would ask the proxy instead.
func handedOver() []string {
	config, err := readCLIConfig()
	if err != nil { // the CLI does not hand over what it cannot read
		return nil
	}
	var names []string
	for _, p := range config.Proxies {
		for _, set := range []struct{ value, upper, lower string }{
			{p.HTTPProxy, "HTTP_PROXY", "http_proxy"},
			{p.HTTPSProxy, "HTTPS_PROXY", "https_proxy"},
			{p.FTPProxy, "FTP_PROXY", "ftp_proxy"},
			{p.NoProxy, "NO_PROXY", "no_proxy"},
			{p.AllProxy, "ALL_PROXY", "all_proxy"},
		} {
			if set.value != "" {
				names = append(names, set.upper, set.lower)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// blanked are variables with no value, as docker run takes them.
func blanked(names []string) []string {
	var env []string
	for _, name := range names {
		env = append(env, name+"=")
	}
	return env
}
