package explain

import (
	"strings"

	"tutor/internal/script"
)

// What a health check does where neither the file nor the image says otherwise.
// https://docs.docker.com/reference/dockerfile/#healthcheck
var healthDefaults = []struct{ key, says string }{
	{"interval", "interval 30 seconds"},
	{"timeout", "timeout 30 seconds"},
	{"retries", "retries 3"},
	{"start_period", "start_period 0 seconds"},
}

func healthcheckSays(f *composeFile, k composeKey) composeSaid {
	v := k.pair.value
	if off := v.get("disable"); off != nil && off.isTrue() || testKind(v.get("test")) == "NONE" {
		return composeSaid{says: "Switches off the health check that comes with the image, if it has one."}
	}
	says := "Tells Docker how to find out whether " + k.service() + " really works, and not only runs."
	says = sentences(says, f.once("docker compose ps shows the answer as healthy or unhealthy, and other services can wait for it."))
	var left []string
	for _, d := range healthDefaults {
		if v.get(d.key) == nil {
			left = append(left, d.says)
		}
	}
	if v.get("test") == nil {
		says += " The command itself is not set here, so it is that of the image."
	}
	if len(left) > 0 {
		says += " Not set here, so the image's own value counts, else Docker's: " + wordList(left) + "."
	}
	return composeSaid{says: says}
}

const exitCodes = "Exit code 0 means healthy, any other one not."

// testKind is the first word of a test in its list form: CMD, CMD-SHELL or NONE.
func testKind(n *yamlNode) string {
	if n == nil || n.real().kind != yamlList || len(n.real().list) == 0 {
		return ""
	}
	return n.real().list[0].real().text
}

func healthTestSays(_ *composeFile, k composeKey) composeSaid {
	words := listTexts(k.value)
	said := composeSaid{whole: true}
	switch kind := testKind(k.value); {
	case kind == "NONE":
		said.says = "Switches the health check off."
	case kind == "CMD" && len(words) > 1:
		said.says = "Runs " + programWords(words[1:]) + " in the container, without a shell. " + exitCodes
		said.parts = []Part{script.ExplainExec(words[1:])}
	case kind == "CMD-SHELL" && len(words) > 1:
		said.says = "Hands this line to the shell in the container: " + shortText(unescaped(words[1])) + ". " + exitCodes
		said.parts = script.Explain(unescaped(words[1]))
	case k.value.kind == yamlScalar:
		said.says = "Hands this line to the shell in the container: " + shortText(unescaped(k.value.text)) + ". " + exitCodes
		said.parts = script.Explain(unescaped(k.value.text))
	default:
		said.says = "Names no command to run. The list begins with CMD, CMD-SHELL or NONE."
	}
	if strings.Contains(strings.Join(words, " "), "curl ") || len(words) > 1 && words[1] == "curl" {
		said.says += " curl has to be in the image for that; slim images have none."
	}
	return said
}

func listTexts(n *yamlNode) []string {
	var words []string
	for _, e := range n.entries() {
		words = append(words, e.real().text)
	}
	return words
}

// unescaped takes away the second dollar sign, by which Compose knows that the first one is meant as it is.
func unescaped(text string) string { return strings.ReplaceAll(text, "$$", "$") }

func intervalSays(_ *composeFile, k composeKey) composeSaid {
	return composeSaid{says: "Asks every " + everyWords(k.value.text) + "."}
}

// everyWords drops the 1 of "1 minute".
func everyWords(text string) string { return strings.TrimPrefix(timeWords(text), "1 ") }

func timeoutSays(_ *composeFile, k composeKey) composeSaid {
	return composeSaid{says: "Counts an answer that takes longer than " + timeWords(k.value.text) + " as a failure."}
}

func retriesSays(_ *composeFile, k composeKey) composeSaid {
	if k.value.text == "1" {
		return composeSaid{says: "Calls the container unhealthy after the first failure."}
	}
	return composeSaid{says: "Calls the container unhealthy after " + k.value.said() + " failures in a row."}
}

func startPeriodSays(_ *composeFile, k composeKey) composeSaid {
	return composeSaid{says: "Gives the app " + timeWords(k.value.text) + " to start: failures in that time do not count."}
}

func startIntervalSays(_ *composeFile, k composeKey) composeSaid {
	return composeSaid{says: "Asks every " + everyWords(k.value.text) + " during the start_period. The default is 5 seconds."}
}

// programWords is a command as a list, on one line.
func programWords(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		if out[i] = unescaped(w); len(words) > 1 && (w == "" || strings.ContainsAny(w, " \n\t")) {
			out[i] = "'" + out[i] + "'"
		}
	}
	return shortText(strings.Join(out, " "))
}
