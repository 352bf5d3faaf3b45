package script

import (
	"path"
	"strings"
)

var pipFlags = []flag{
	quietly,
	{names: "no-cache-dir no-cache", says: "without keeping a cache, which would only make the layer larger"},
	{names: "r requirement requirements", says: ""},
	{names: "c constraint constraints", says: "with versions that respect %s"},
	{names: "e editable", says: ""},
	{names: "U upgrade", says: "in the newest versions"},
	{names: "no-deps", says: "without what they need in turn"},
	{names: "user", says: "for the current user only"},
	{names: "t target", says: "into the folder %s"},
	{names: "prefix", says: "below the folder %s"},
	{names: "root", says: "with %s as the root folder"},
	{names: "i index-url", says: "from the index %s"},
	{names: "extra-index-url", says: "also from the index %s"},
	{names: "f find-links", says: "looking for packages in %s too"},
	{names: "no-index", says: "without asking the index on the internet"},
	{names: "break-system-packages", says: "although the distribution looks after Python's packages here"},
	{names: "require-hashes", says: "each only if its checksum is the one in the list"},
	{names: "only-binary", says: "ready-built ones only (%s)"},
	{names: "no-binary", says: "built from source (%s)"},
	{names: "prefer-binary", says: "ready-built ones where there are any"},
	{names: "trusted-host", says: "trusting %s without a certificate"},
	{names: "pre", says: "test versions too"},
	{names: "force-reinstall", says: "again, even if they are there"},
	{names: "ignore-installed I", says: "whatever is there"},
	{names: "root-user-action", says: ""},
	{names: "system", says: "for the whole system and not for a virtual environment"},
	{names: "disable-pip-version-check no-input no-color progress-bar no-warn-script-location compile no-compile", says: ""},
	{names: "w wheel-dir", says: "into the folder %s"},
	{names: "d dest", says: "into the folder %s"},
	{names: "no-build-isolation", says: "with the build tools that are here"},
	{names: "y yes", says: "without asking"},
	{names: "timeout default-timeout", says: "waiting at most %s seconds for an answer"},
	{names: "retries", says: "trying %s times"},
	{names: "python p", says: "for the Python %s"},
}

// pipTakes are options whose value is what is installed.
const pipTakes = "r requirement requirements e editable progress-bar root-user-action"

var uvSyncFlags = []flag{
	quietly,
	{names: "frozen", says: "exactly as uv.lock says"},
	{names: "locked", says: "only if uv.lock is up to date"},
	{names: "no-dev", says: "without what only developers need"},
	{names: "no-install-project", says: "but not the project itself, so that this layer stays in the cache while its source changes"},
	{names: "no-install-workspace", says: "but not the projects of the workspace"},
	{names: "no-editable", says: "as copies and not as links to the source"},
	{names: "all-extras", says: "with all extras"},
	{names: "extra", says: "with the extra %s"},
	{names: "group", says: "with the group %s"},
	{names: "no-cache n", says: "without keeping a cache, which would only make the layer larger"},
	{names: "compile-bytecode", says: "compiled, so that it starts faster"},
	{names: "python p", says: "for the Python %s"},
	{names: "active all-packages link-mode no-progress", says: ""},
}

// pythonPrograms are Python and what installs packages for it.
func pythonPrograms() map[string]entry {
	return map[string]entry{
		"pip":           {says: "runs pip, which installs Python packages, with {all}", bare: "runs pip, which installs Python packages"},
		"pip install":   {flags: pipFlags, takes: pipTakes, make: pipInstall},
		"pip uninstall": {says: "removes the Python package{s} {all}", flags: pipFlags},
		"pip wheel":     {flags: pipFlags, takes: pipTakes, make: pipWheel},
		"pip download":  {says: "downloads {packages|what {-r} lists} without installing it", flags: pipFlags},
		"pip list":      {says: "lists the Python packages that are installed"},
		"pip freeze":    {says: "lists the Python packages that are installed, with their versions"},
		"pip check":     {says: "checks that the installed Python packages fit together"},
		"pip cache":     {says: "looks after pip's cache: {all}"},
		"pip config":    {says: "changes pip's settings: {all}"},

		"uv":                {says: "runs uv, which manages Python packages, with {all}", bare: "runs uv, which manages Python packages"},
		"uv sync":           {says: "installs the packages of the project that uv.lock names", flags: uvSyncFlags},
		"uv pip install":    {flags: pipFlags, takes: pipTakes, make: pipInstall},
		"uv pip sync":       {says: "installs exactly what {all} lists, and removes everything else", flags: pipFlags},
		"uv venv":           {says: "makes a virtual environment in {1|.venv}, a folder with its own Python packages", flags: []flag{{names: "python p", says: "for the Python %s"}}},
		"uv run":            {early: true, flags: uvSyncFlags, make: inner("in the project's environment, ")},
		"uv add":            {says: "adds {packages} to the project and installs it", flags: uvSyncFlags},
		"uv lock":           {says: "writes down in uv.lock which versions the project gets"},
		"uv build":          {says: "builds the project into a package"},
		"uv python install": {says: "installs Python {all}"},
		"uv tool install":   {says: "installs the program {packages} with packages of its own"},
		"uv export":         {says: "writes the list of the project's packages", flags: append([]flag{{names: "o output-file", says: "into %s"}, {names: "format", says: "in the format %s"}, {names: "no-hashes", says: "without checksums"}}, uvSyncFlags...)},
		"uvx":               {early: true, make: inner("with packages of its own, ")},

		"poetry": {says: "runs Poetry, which manages Python packages, with {all}"},
		"poetry install": {says: "installs the packages of the project that poetry.lock names", flags: []flag{
			{names: "no-dev", says: "without what only developers need"},
			{names: "no-root", says: "but not the project itself"},
			{names: "only", says: "only the group %s"},
			{names: "without", says: "without the group %s"},
			{names: "with", says: "with the group %s"},
			{names: "no-interaction n", says: "without asking"},
			{names: "no-ansi", says: ""},
			{names: "no-cache", says: "without keeping a cache, which would only make the layer larger"},
			{names: "sync", says: "and removes everything else"},
			{names: "E extras", says: "with the extra %s"},
			{names: "no-directory compile", says: ""},
		}},
		"poetry config": {make: poetryConfig},
		"poetry export": {says: "writes the list of the project's packages", flags: []flag{{names: "o output", says: "into %s"}, {names: "f format", says: "in the format %s"}, {names: "without-hashes", says: "without checksums"}, {names: "dev", says: "with what developers need"}}},
		"poetry run":    {early: true, make: inner("in the project's environment, ")},
		"poetry build":  {says: "builds the project into a package", flags: []flag{{names: "f format", says: "in the format %s"}}},
		"pipenv install": {says: "installs {packages|the packages of the Pipfile}", flags: []flag{
			{names: "system", says: "for the whole system and not for a virtual environment"},
			{names: "deploy", says: "only if Pipfile.lock is up to date"},
			{names: "ignore-pipfile", says: "exactly as Pipfile.lock says"},
			{names: "dev d", says: "with what developers need"},
		}},
		"pipx install": {says: "installs the program {packages} with packages of its own"},

		"conda":            {says: "runs conda, which manages packages and environments, with {all}", flags: condaFlags},
		"conda install":    {says: "installs {packages} with conda", flags: condaFlags, takes: "file f", modes: []flag{{names: "file f", says: "installs with conda what {-file f} lists"}}},
		"conda create":     {says: "makes a conda environment with {packages|nothing in it}", flags: condaFlags},
		"conda env create": {says: "makes the conda environment that {-f file|environment.yml} describes", flags: condaFlags},
		"conda env update": {says: "installs in a conda environment what {-f file|environment.yml} describes", flags: condaFlags},
		"conda update":     {says: "upgrades {packages|what conda installed}", flags: condaFlags},
		"conda clean":      {says: "removes what conda downloaded", why: "which would only make the layer larger", flags: []flag{{names: "a all afy tip t i p f force-pkgs-dirs tarballs index-cache packages", says: ""}, withoutAsking}},
		"conda activate":   {says: "switches to the conda environment {1|base} for the commands that follow"},
		"conda run":        {early: true, takes: "n name p prefix", flags: []flag{{names: "no-capture-output live-stream", says: ""}}, make: inner("in a conda environment, ")},
		"conda init":       {says: "prepares the shell {all} for conda"},
		"conda config":     {says: "changes conda's settings", flags: []flag{{names: "add set", says: ""}}},

		"python": {early: true, takes: "W X", make: python},

		"pytest":     {says: "runs the tests in {all|this folder}", why: "and fails when one of them fails", flags: []flag{quietly}},
		"mypy":       {says: "checks the types in {files}", why: "and fails when one is wrong"},
		"ruff":       {says: "looks for mistakes in the Python source: {all}"},
		"alembic":    {says: "changes the tables of the database with Alembic: {all}"},
		"celery":     {says: "starts Celery, which works off tasks in the background: {all}", flags: []flag{{names: "A app", says: "of the app %s"}, {names: "l loglevel", says: "with log messages from the level %s on"}, {names: "c concurrency", says: "%s at once"}}},
		"jupyter":    {says: "starts Jupyter, notebooks in the browser: {all}"},
		"virtualenv": {says: "makes a virtual environment in {1}, a folder with its own Python packages", flags: []flag{{names: "p python", says: "for the Python %s"}}},
	}
}

var condaFlags = []flag{
	withoutAsking, quietly,
	{names: "c channel", says: "from the channel %s"},
	{names: "n name", says: "in the environment %s"},
	{names: "p prefix", says: "in the folder %s"},
	{names: "override-channels", says: "and no other"},
	{names: "no-deps", says: "without what they need in turn"},
	{names: "freeze-installed", says: "leaving what is there"},
}

// pipInstall tells a list in a file from packages by name and from the project in a folder.
func pipInstall(c call) string {
	var what []string
	for _, o := range c.opts {
		switch {
		case !o.hasValue && !hasName("e editable", o.name):
		case hasName("r requirement requirements", o.name):
			what = append(what, "what "+o.value+" lists")
		case hasName("e editable", o.name):
			what = append(what, project(o.value)+" (in place, so that changes of its source count at once)")
		}
	}
	for _, word := range c.rest {
		what = append(what, project(word))
	}
	if len(what) == 0 {
		what = []string{"nothing"}
	}
	return entry{flags: pipFlags}.with(c, "installs "+list(what)+forPython(what))
}

// forPython adds what kind of packages they are, where the words do not say it.
func forPython(what []string) string {
	for _, w := range what {
		if strings.HasPrefix(w, "what ") || strings.HasPrefix(w, "the project") {
			return ""
		}
	}
	return " for Python"
}

// project says what a word of pip install means that may be a folder.
func project(word string) string {
	base, extra, _ := strings.Cut(word, "[")
	with := ""
	if extra != "" {
		with = " with its extra " + strings.TrimSuffix(extra, "]")
	}
	switch {
	case base == "." || base == "./":
		return "the project in this folder" + with
	case base == "" || strings.HasSuffix(base, "/") || strings.HasPrefix(base, "./"):
		return "the project in " + base + with
	case strings.Contains(word, "*") && strings.HasSuffix(word, ".whl"):
		return "the wheels " + word
	}
	return packageName(word)
}

func pipWheel(c call) string {
	what := packages(c.rest)
	if file, ok := c.value("r requirement"); ok {
		what = "what " + file + " lists"
	}
	return entry{flags: pipFlags}.with(c, "builds wheels, packages ready to install, of "+what)
}

func poetryConfig(c call) string {
	if len(c.rest) > 1 && c.rest[0] == "virtualenvs.create" && c.rest[1] == "false" {
		return "tells Poetry to make no virtual environment: the container is one already"
	}
	return "changes Poetry's setting " + strings.Join(c.rest, " to ")
}

// python tells a script from a module and from code on the command line.
func python(c call) string {
	for i, arg := range c.args[1:] {
		after := c.args[i+2:]
		switch {
		case arg == "-c":
			return "runs a line of Python: " + quoted(strings.Join(after[:min(1, len(after))], "")) + withArgs(after[min(1, len(after)):])
		case arg == "-m" && len(after) > 0:
			return module(c, after)
		case arg == "-" && (c.piped || c.here != ""):
			return "runs it as a Python script"
		case arg == "--version" || arg == "-V":
			return "prints the version of Python"
		case !strings.HasPrefix(arg, "-"):
			if path.Base(arg) == "manage.py" {
				return django(arg, after)
			}
			return "runs " + arg + " with Python" + argTail(after)
		case hasName("-W -X", arg):
			return unknown(c)
		}
	}
	if c.here != "" {
		return "runs " + following(c.lines) + ", up to " + c.here + ", as a Python script"
	}
	if c.piped {
		return "runs it as a Python script"
	}
	return "starts Python"
}

func argTail(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return ", and gives it " + argList(args)
}

// module explains python -m MODULE, which is often a program of its own.
func module(c call, words []string) string {
	switch words[0] {
	case "venv":
		e := entry{says: "makes a virtual environment in {2}, a folder with its own Python packages", flags: []flag{
			{names: "system-site-packages", says: "that sees the system's packages as well"}, {names: "upgrade-deps", says: "with the newest pip"}, {names: "copies", says: "with copies and not links"},
		}}
		c.opts, c.rest = split(e, words)
		return e.clause(c)
	case "http.server":
		return "starts Python's small web server for the files in this folder" + strings.Replace(withArgs(words[1:]), " with ", " on port ", 1)
	case "compileall":
		return "compiles the Python files in " + list(words[1:]) + ", so that they start faster"
	case "ensurepip":
		return "installs the pip that comes with Python"
	case "unittest":
		return "runs the tests, and fails when one of them fails"
	case "pip", "pytest", "uvicorn", "gunicorn", "hypercorn", "flask", "fastapi", "celery", "alembic", "virtualenv", "poetry", "pipx", "uv", "mypy", "streamlit", "jupyter":
		return c.inner(words)
	}
	return "runs the Python module " + words[0] + withArgs(words[1:])
}

// django explains the program that manages a Django app.
func django(script string, args []string) string {
	does := map[string]string{
		"migrate": "brings the tables of the database up to date", "collectstatic": "collects the files for the browser in one folder",
		"runserver": "starts the app with the web server for developers", "createsuperuser": "makes a user who may do everything",
		"compilemessages": "compiles the translations", "makemigrations": "writes down how the tables of the database have to change", "test": "runs the tests",
	}
	if len(args) == 0 || does[args[0]] == "" {
		return "runs Django's " + script + withArgs(args)
	}
	return does[args[0]] + ", with Django's " + script + argTail(args[1:])
}
