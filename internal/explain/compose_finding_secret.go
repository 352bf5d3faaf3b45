package explain

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// findSecrets looks for keys and passwords in environment and in args.
func (f *composeFile) findSecrets(s composeService) []Finding {
	var all []Finding
	for _, e := range settingsOf(s.value.get("environment")) {
		if secretSetting(e) {
			all = append(all, Finding{
				ID: "compose-secret-in-plain-text", Severity: Warning, Line: e.line, End: e.line,
				What: e.name + " of " + s.name + " is written into the file.", Why: "The file goes into git, and everybody who reads it there has the secret. What was in git once stays in its history.",
				Fix: "Write " + e.name + ": ${" + e.name + "} and put the value into .env, which stays out of git; or use secrets:.", Lesson: lessonEnvironment,
			})
		}
	}
	build := s.value.get("build")
	if build == nil {
		return all
	}
	for _, e := range settingsOf(build.get("args")) {
		if secretSetting(e) || secretNamed(e.name) && e.value != "" && !switchWord().MatchString(e.value) {
			all = append(all, Finding{
				ID: "compose-secret-in-build-args", Severity: Warning, Line: e.line, End: e.line,
				What: e.name + " reaches the build of " + s.name + " as an argument.", Why: "Arguments stay in the history of the image: docker history shows them to everybody who has it.",
				Fix: "Use secrets: below build, and RUN --mount=type=secret in the Dockerfile.", Lesson: lessonEnvironment,
			})
		}
	}
	return all
}

// settingsOf are the entries of a mapping or a list, also of those that it merges.
func settingsOf(n *yamlNode) []composeEntry {
	if n == nil {
		return nil
	}
	all := namedEntries(n)
	for _, p := range n.real().pairs {
		if p.key != mergeKey {
			continue
		}
		for _, from := range append([]*yamlNode{p.value}, p.value.real().list...) {
			all = append(all, namedEntries(from)...) // one level: what is merged there is found where it stands
		}
	}
	return all
}

var (
	secretWords = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)(^|_)(PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|SECRET|TOKEN|CREDENTIALS?|(API|ACCESS|SECRET|PRIVATE|ENCRYPTION|SIGNING|AUTH|MASTER)_?KEY|APIKEY|SECRET_KEY_BASE)$`)
	})
	knownSecret = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(sk-[A-Za-z0-9_-]{16,}|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|xox[abprs]-[A-Za-z0-9-]{10,}|hf_[A-Za-z0-9]{20,}|AIza[0-9A-Za-z_-]{30,}|-----BEGIN [A-Z ]*PRIVATE KEY)`)
	})
	addressPass = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z][a-z0-9+.-]*://[^\s:/@]*:([^\s:/@]+)@`) })
	switchWord  = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(true|false|yes|no|on|off|0|1|none|null|changeme|change-me|change_me|<.*>|\*+|x+)$`)
	})
)

// secretNamed says whether a variable of this name holds a key or a password.
func secretNamed(name string) bool {
	return secretWords().MatchString(name) && !slices.Contains([]string{"PWD", "OLDPWD"}, name)
}

// secretSetting says whether an entry has a key or a password written into it.
func secretSetting(e composeEntry) bool {
	value := strings.TrimSpace(e.value)
	if !e.given || value == "" {
		return false
	}
	if knownSecret().MatchString(value) {
		return true
	}
	if m := addressPass().FindStringSubmatch(value); m != nil {
		return !strings.Contains(m[1], "$") && !switchWord().MatchString(m[1])
	}
	return secretNamed(e.name) && len(variablesOf(value)) == 0 && !switchWord().MatchString(value) && !strings.HasPrefix(value, "/")
}
