package script

import (
	"slices"
	"strings"
	"testing"
)

func TestShellParts(t *testing.T) {
	for _, c := range shellCases {
		var says []string
		for _, p := range Explain(c.script) {
			checkPart(t, p)
			says = append(says, p.Says)
		}
		if !slices.Equal(says, c.says) {
			t.Errorf("%s\n got %s\nwant %s", c.script, strings.Join(says, "\n     "), strings.Join(c.says, "\n     "))
		}
	}
}

func TestExecPart(t *testing.T) {
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8000"}, "Starts the web server uvicorn with app from the module app, listening on every address (0.0.0.0) and on port 8000."},
		{[]string{"python", "app.py"}, "Runs app.py with Python."},
		{[]string{"node", "server.js"}, "Runs server.js with Node.js."},
		{[]string{"nginx", "-g", "daemon off;"}, "Starts the web server nginx in the foreground, as a container ends when its first process does."},
		{[]string{"sh", "-c", "npm start"}, "Runs a script in a new shell: runs the script start of package.json, which starts the app."},
		{[]string{"sh", "-c", "python manage.py migrate && gunicorn app"}, "Runs a script in a new shell: brings the tables of the database up to date, with Django's manage.py; only if that worked, starts the web server Gunicorn with the app in the module app."},
		{[]string{"gunicorn", "--bind", "0.0.0.0:8000", "--workers", "4", "config.wsgi:application"}, "Starts the web server Gunicorn with application from the module config.wsgi, listening on port 8000 of every address (0.0.0.0) and with 4 worker processes."},
		{[]string{"--port", "80"}, "Gives --port 80 to the program that ENTRYPOINT names."},
		{[]string{"/app/server"}, "Runs /app/server."},
		{[]string{"java", "-jar", "/app.jar"}, "Starts the Java program in /app.jar."},
		{[]string{"dotnet", "App.dll"}, "Starts the .NET program App.dll."},
		{[]string{"python", "-m", "flask", "run", "--host=127.0.0.1"}, "Starts the Flask app with the web server for developers, listening on 127.0.0.1, which nobody outside the container reaches."},
		{[]string{"tini", "--", "node", "x.js"}, "Starts tini, a small first process that passes signals on and clears up after ended processes, and under it runs x.js with Node.js."},
		{[]string{"pip", "install", "x"}, "Installs x for Python."},
		{nil, "Runs nothing: the list is empty."},
	} {
		if p := ExplainExec(c.args); p.Says != c.says {
			t.Errorf("%q\n got %s\nwant %s", c.args, p.Says, c.says)
		}
	}
}

// The text of a part is the command as it stands in the script, on one line.
func TestShellText(t *testing.T) {
	parts := Explain("apt-get update && \\\n    apt-get install -y \\\n      curl  # comment\ncat <<E > f\na\nE\n")
	want := []string{"apt-get update", "apt-get install -y curl", "cat <<E > f"}
	var texts []string
	for _, p := range parts {
		texts = append(texts, p.Text)
	}
	if !slices.Equal(texts, want) {
		t.Errorf("got %q, want %q", texts, want)
	}
}
