package script

import (
	"strings"
)

// systemPrograms look after the system as a whole.
func systemPrograms() map[string]entry {
	return map[string]entry{
		"ldconfig":               {says: "tells programs where the shared libraries are now", bare: "tells programs where the shared libraries are now"},
		"update-ca-certificates": {says: "builds the list of certificates that programs trust anew", bare: "builds the list of certificates that programs trust anew", flags: []flag{{names: "fresh", says: "from the start"}}},
		"update-ca-trust":        {says: "builds the list of certificates that programs trust anew"},
		"locale-gen":             {says: "makes the language settings {all|that /etc/locale.gen names}"},
		"localedef":              {says: "makes the language settings {last}", takes: "i f A", flags: []flag{{names: "i f c A", says: ""}}},
		"update-locale":          {says: "sets the language of the system: {all}"},
		"update-alternatives":    {says: "chooses which program a general name stands for: {all}", flags: []flag{{names: "install", says: "adding one"}, {names: "set", says: ""}}},
		"update-rc.d":            {says: "decides whether the service {1} starts with the system"},
		"systemctl":              {make: systemctl, flags: []flag{{names: "now", says: ""}}},
		"service":                {says: "asks the service {1} to {2}; it would not survive the build, as only files do"},
		"nproc":                  {says: "prints how many processors there are"},
		"uname":                  {make: uname},
		"arch":                   {says: "prints the type of the processor"},
		"date":                   {says: "prints the date and the time", bare: "prints the date and the time"},
		"hostname":               {says: "prints the name of this machine", bare: "prints the name of this machine"},
		"lsb_release":            {says: "prints which release of the distribution this is", bare: "prints which release of the distribution this is", flags: []flag{{names: "c s r i a", says: ""}}},
		"ps":                     {says: "lists the processes", bare: "lists the processes"},
		"kill":                   {says: "sends a signal to the process {all}", make: kill},
		"pkill":                  {says: "ends the processes named {last}"},
		"sync":                   {says: "waits until everything is on the disk"},
		"fc-cache":               {says: "makes the list of fonts anew", bare: "makes the list of fonts anew", flags: []flag{{names: "f v s", says: ""}}},
		"ssh":                    {says: "runs a command on another machine over ssh: {all}"},
		"scp":                    {says: "copies {but} to {last} over ssh"},
		"crontab":                {says: "takes {1|the lines it reads} as the list of what runs at which time"},
		"sysctl":                 {says: "changes a setting of the kernel: {all}"},
		"ping":                   {says: "looks whether {last} answers", takes: "c W"},
		"nc":                     {says: "looks whether something listens at {all}", takes: "w", flags: []flag{{names: "z v", says: ""}}},
		"pg_isready":             {says: "looks whether the database is ready", bare: "looks whether the database is ready", flags: []flag{{names: "h host", says: "at %s"}, {names: "U username", says: "as the user %s"}, {names: "d dbname", says: "for the database %s"}, {names: "p port", says: "on port %s"}, {names: "q", says: ""}}},
		"docker":                 {says: "runs Docker with {all}"},
		"kubectl":                {says: "runs the tool of Kubernetes with {all}"},
		"help2man":               {says: "makes a manual page from the program's help"},
		"mkfontscale":            {says: "makes the list of fonts"},
	}
}

func systemctl(c call) string {
	if len(c.rest) > 1 {
		switch c.rest[0] {
		case "enable":
			return "has the service " + list(c.rest[1:]) + " start with the system, which a container does not do unless systemd runs in it"
		case "disable", "mask":
			return "keeps the service " + list(c.rest[1:]) + " from starting with the system"
		case "start", "restart":
			return "asks systemd to start " + list(c.rest[1:]) + ", which works only where systemd runs, and so not in a build"
		}
	}
	return "asks systemd: " + list(c.rest)
}

func uname(c call) string {
	switch {
	case c.has("m p"):
		return "prints the type of the processor, such as x86_64"
	case c.has("s") || len(c.opts) == 0:
		return "prints the name of the operating system, such as Linux"
	case c.has("r"):
		return "prints the version of the kernel"
	}
	return "prints what system this is"
}

func kill(c call) string {
	if strings.Contains(strings.Join(c.args, " "), " -0 ") {
		return "looks whether the process " + list(c.rest) + " is there"
	}
	return "sends a signal to the process " + list(c.rest)
}

// serverPrograms are what CMD and ENTRYPOINT start.
func serverPrograms() map[string]entry {
	return map[string]entry{
		"uvicorn":              {make: webApp("the web server uvicorn"), takes: "env-file log-config forwarded-allow-ips limit-concurrency", flags: serverFlags},
		"hypercorn":            {make: webApp("the web server Hypercorn"), flags: serverFlags},
		"gunicorn":             {make: webApp("the web server Gunicorn"), flags: serverFlags, takes: "log-file access-logfile error-logfile worker-tmp-dir max-requests max-requests-jitter"},
		"waitress-serve":       {make: webApp("the web server Waitress"), flags: serverFlags},
		"daphne":               {make: webApp("the web server Daphne"), flags: serverFlags},
		"uwsgi":                {says: "starts the web server uWSGI", bare: "starts the web server uWSGI", flags: []flag{{names: "ini", says: "with the settings in %s"}, {names: "http http-socket", says: listening}}},
		"flask":                {says: "runs Flask with {all}", flags: serverFlags, takes: "A"},
		"flask run":            {says: "starts the Flask app with the web server for developers", flags: serverFlags, takes: "A"},
		"fastapi run":          {says: "starts the FastAPI app {1|in this folder}", flags: serverFlags},
		"fastapi dev":          {says: "starts the FastAPI app {1|in this folder} for developers, who see changes at once", flags: serverFlags},
		"streamlit run":        {says: "starts the Streamlit app {1}", flags: []flag{{names: "server.port", says: "on port %s"}, {names: "server.address", says: listening}}},
		"django-admin":         {says: "runs Django's tool with {all}"},
		"nginx":                {make: nginx, takes: "g c p"},
		"apache2ctl":           {make: foreground("Apache")},
		"httpd":                {make: foreground("Apache")},
		"apachectl":            {make: foreground("Apache")},
		"httpd-foreground":     {says: "starts the web server Apache in the foreground, as a container needs it"},
		"apache2-foreground":   {says: "starts the web server Apache in the foreground, as a container needs it"},
		"php-fpm":              {says: "starts PHP's server of processes", bare: "starts PHP's server of processes", flags: []flag{{names: "F nodaemonize", says: "in the foreground"}}},
		"caddy":                {says: "runs the web server Caddy with {all}"},
		"caddy run":            {says: "starts the web server Caddy", flags: []flag{{names: "config c", says: "with the settings in %s"}, {names: "adapter", says: ""}}, takes: "adapter"},
		"redis-server":         {says: "starts the database Redis {all}", bare: "starts the database Redis", flags: []flag{{names: "appendonly", says: "writing every change to the disk: %s"}, {names: "requirepass", says: "with a password (%s)"}}},
		"redis-cli":            {says: "asks the database Redis: {all}", takes: "h p a"},
		"postgres":             {says: "starts the database PostgreSQL", bare: "starts the database PostgreSQL", flags: []flag{{names: "c", says: "with the setting %s"}}},
		"psql":                 {says: "asks the database PostgreSQL", bare: "asks the database PostgreSQL", takes: "h U d p", flags: []flag{{names: "c", says: "for %s"}, {names: "f", says: "with the commands in %s"}}},
		"mysqld":               {says: "starts the database MySQL", bare: "starts the database MySQL"},
		"mongod":               {says: "starts the database MongoDB", bare: "starts the database MongoDB"},
		"supervisord":          {says: "starts supervisord, which starts and watches other programs", bare: "starts supervisord, which starts and watches other programs", flags: []flag{{names: "c configuration", says: "as %s says"}, {names: "n nodaemon", says: "in the foreground"}}},
		"sshd":                 {says: "starts a server that people can log in to", bare: "starts a server that people can log in to", flags: []flag{{names: "D", says: "in the foreground"}, {names: "e", says: ""}}},
		"cron":                 {says: "starts cron, which runs programs at set times", bare: "starts cron, which runs programs at set times", flags: []flag{{names: "f", says: "in the foreground"}}},
		"crond":                {says: "starts cron, which runs programs at set times", bare: "starts cron, which runs programs at set times", flags: []flag{{names: "f", says: "in the foreground"}, {names: "l L d", says: ""}}},
		"puma":                 {says: "starts the web server Puma", bare: "starts the web server Puma", flags: []flag{{names: "C config", says: "with the settings in %s"}, {names: "b", says: listening}, {names: "p port", says: "on port %s"}}},
		"docker-entrypoint.sh": {says: "runs docker-entrypoint.sh, the image's own start script, with {all}", bare: "runs docker-entrypoint.sh, the image's own start script"},
		"wait-for-it.sh":       {says: "waits until {1} answers, and then runs {after}"},
	}
}

var serverFlags = []flag{
	{names: "host h", says: listening},
	{names: "port p", says: "on port %s"},
	{names: "b bind", says: listening},
	{names: "w workers", says: "with %s worker processes"},
	{names: "threads", says: "with %s threads each"},
	{names: "k worker-class", says: "with workers of the kind %s"},
	{names: "t timeout", says: "giving each request %s seconds"},
	{names: "reload debug", says: "starting anew when a file changes, which is for developers"},
	{names: "proxy-headers", says: "behind a proxy that says who asks"},
	{names: "log-level", says: "with log messages from the level %s on"},
	{names: "app-dir chdir", says: "in the folder %s"},
	{names: "c config", says: "with the settings in %s"},
	{names: "root-path", says: "below the address %s"},
	{names: "factory preload log-file access-logfile error-logfile worker-tmp-dir no-access-log capture-output", says: ""},
	{names: "app", says: "with the app %s"},
}

// webApp explains a server for Python's MODULE:OBJECT.
func webApp(server string) func(call) string {
	return func(c call) string {
		says := "starts " + server
		if len(c.rest) > 0 {
			module, object, ok := strings.Cut(c.rest[0], ":")
			says += " with the app in the module " + module
			if ok {
				says = "starts " + server + " with " + object + " from the module " + module
			}
		}
		for i, o := range c.opts {
			if hasName("b bind", o.name) && strings.HasPrefix(o.value, "0.0.0.0:") {
				c.opts[i].value = "port " + o.value[8:] + " of every address (0.0.0.0)"
			}
		}
		return entry{flags: serverFlags}.with(c, says)
	}
}

func nginx(c call) string {
	says := "starts the web server nginx"
	switch setting, ok := c.value("g"); {
	case c.has("t"):
		return "checks the settings of nginx"
	case ok && strings.Contains(setting, "daemon off"):
		says += " in the foreground, as a container ends when its first process does"
	case ok:
		says += " with the setting " + setting
	}
	if file, ok := c.value("c"); ok {
		says += ", with the settings in " + file
	}
	return says
}

func foreground(server string) func(call) string {
	return func(c call) string {
		if strings.Contains(strings.Join(c.args, " "), "FOREGROUND") {
			return "starts the web server " + server + " in the foreground, as a container ends when its first process does"
		}
		return "starts the web server " + server + withArgs(c.args[1:])
	}
}

// listening is what an option says whose value is an address.
const listening = "listening on %s"

// address says who reaches an address that a server in a container listens on.
func address(host string) string {
	switch host {
	case "0.0.0.0", "::":
		return "every address (" + host + ")"
	case "127.0.0.1", "localhost":
		return host + ", which nobody outside the container reaches"
	}
	return host
}
