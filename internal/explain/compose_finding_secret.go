package explain

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
		if secretSetting(e) || secretName(e.name) && e.value != "" && !placeholder().MatchString(e.value) {
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

// secretSetting says whether an entry has a key or a password written into it.
func secretSetting(e composeEntry) bool { return e.given && isSecret(e.name, e.value) }
