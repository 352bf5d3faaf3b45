package runner

import "strings"

// dockerFunction wraps the docker command of a script, so that `docker run` and `docker create` put our labels on the
// container. Everything else passes through untouched. %LABELS% is the labels' arguments.
// It steps over the options of docker itself (https://docs.docker.com/reference/cli/docker/) to the command's name.
const dockerFunction = `
docker() {
  tutor_at=;
  for tutor_arg do
    shift;
    set -- "$@" "$tutor_arg";
    case $tutor_at in
      value) tutor_at= ;;
      done) ;;
      *) case $tutor_arg in
        -c|-H|-l|--config|--context|--host|--log-level|--tlscacert|--tlscert|--tlskey) tutor_at=value ;;
        -*|container) ;;
        run|create) set -- "$@" %LABELS%; tutor_at=done ;;
        *) tutor_at=done ;;
      esac ;;
    esac;
  done;
  command docker "$@";
}; `

// curlFunction keeps curl from drawing its progress, which it does wherever its output is not a terminal: the learner's
// own terminal would not show it. Errors are still shown (https://curl.se/docs/manpage.html, -s and -S).
const curlFunction = `curl() { command curl -sS "$@"; }; `

// prelude is what stands before a script: functions for the commands it uses.
func prelude(script string, labels []string) string {
	text := ""
	if strings.Contains(script, "docker") {
		text += dockerPrelude(labels)
	}
	if strings.Contains(script, "curl") {
		text += curlFunction
	}
	return text
}

// dockerPrelude wraps docker. It is one line and has no end of line, so that sh counts the lines of
// the script as its author does.
func dockerPrelude(labels []string) string {
	quoted := make([]string, len(labels))
	for i, arg := range labels {
		quoted[i] = "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
	}
	line := strings.Join(strings.Fields(dockerFunction), " ") + " "
	return strings.Replace(line, "%LABELS%", strings.Join(quoted, " "), 1)
}
