package script

import (
	"path"
	"strings"
)

var curlFlags = []flag{
	{names: "f fail fail-with-body", says: "failing when the server answers with an error"},
	{names: "s silent", says: "quietly"},
	{names: "S show-error", says: "with error messages"},
	{names: "L location", says: "following redirects"},
	{names: "o output", says: ""},
	{names: "O remote-name J remote-header-name", says: ""},
	{names: "retry", says: "trying up to %s more times"},
	{names: "retry-delay", says: "%s seconds apart"},
	{names: "retry-connrefused retry-all-errors compressed proto-redir progress-bar no-progress-meter", says: ""},
	{names: "proto", says: "only with the protocols %s"},
	{names: "tlsv1.2 tlsv1.3", says: "with modern encryption only"},
	{names: "k insecure", says: "without checking who the server is, which is dangerous"},
	{names: "H header", says: "with the header %s"},
	{names: "X request", says: "with the method %s"},
	{names: "d data data-raw", says: "sending %s"},
	{names: "u user", says: "with a user name and a password"},
	{names: "I head", says: "only the head of the answer"},
	{names: "m max-time", says: "for %s seconds at most"},
	{names: "connect-timeout", says: "waiting %s seconds for a connection at most"},
	{names: "C continue-at", says: "going on where it stopped"},
	{names: "create-dirs", says: "making the folders it needs"},
	{names: "x proxy", says: "by way of %s"},
	{names: "w write-out", says: "printing %s afterwards"},
	{names: "v verbose", says: "with many messages"},
}

var wgetFlags = []flag{
	{names: "q quiet nv no-verbose", says: "quietly"},
	{names: "O output-document P directory-prefix", says: ""},
	{names: "no-check-certificate", says: "without checking who the server is, which is dangerous"},
	{names: "c continue", says: "going on where it stopped"},
	{names: "progress show-progress hsts no-hsts", says: "", alone: " "},
	{names: "spider", says: "only to see whether it is there"},
	{names: "t tries", says: "trying %s times at most"},
	{names: "T timeout", says: "waiting %s seconds for an answer at most"},
	{names: "header", says: "with the header %s"},
	{names: "https-only", says: "with encryption only"},
	{names: "r recursive", says: "with what it links to"},
	{names: "S server-response", says: "printing the head of the answer"},
	{names: "max-redirect", says: "following %s redirects at most"},
}

var tarFlags = []flag{
	{names: "f file C directory", says: ""},
	{names: "z gzip", says: ""},
	{names: "j bzip2", says: ""},
	{names: "J xz", says: ""},
	{names: "a auto-compress zstd", says: ""},
	{names: "v verbose", says: ""},
	{names: "strip-components strip", says: "without the outermost folders of their names (%s)"},
	{names: "no-same-owner o", says: "as files of the current user"},
	{names: "no-same-permissions", says: "with the usual permissions"},
	{names: "p preserve-permissions same-permissions", says: "with their permissions"},
	{names: "exclude", says: "leaving out %s"},
	{names: "wildcards", says: ""},
	{names: "overwrite keep-old-files k", says: ""},
}

var gitFlags = []flag{
	quietly,
	{names: "depth", says: "only the last %s commits and not the whole history"},
	{names: "b branch", says: "at %s"},
	{names: "single-branch", says: "only this branch"},
	{names: "recursive recurse-submodules", says: "with the repositories inside it"},
	{names: "shallow-submodules progress no-tags", says: ""},
	{names: "filter", says: "leaving out what is not needed yet (%s)"},
	{names: "C", says: "in the folder %s"},
	{names: "c config", says: "with the setting %s"},
	{names: "init", says: "for the first time"},
	{names: "f force", says: "whatever speaks against it"},
	{names: "hard", says: "throwing away changes"},
	{names: "global", says: "for this user"},
	{names: "system", says: "for everyone"},
	{names: "add", says: ""},
}

// fetchPrograms get things from the network and unpack them.
func fetchPrograms() map[string]entry {
	return map[string]entry{
		"curl": {make: curl, flags: curlFlags, takes: "o output A user-agent b cookie c e referer cacert cert E key y Y resolve T upload-file F form proto-redir"},
		"wget": {make: wget, flags: wgetFlags, takes: "O output-document P directory-prefix U user-agent e o i"},

		"tar":     {make: tar, flags: tarFlags, takes: "f file C directory I use-compress-program T", dashless: true, modes: []flag{{names: "x extract get"}, {names: "c create"}, {names: "t list"}}},
		"unzip":   {make: unzip, flags: unzipFlags, takes: "x"},
		"zip":     {says: "packs {after} into the archive {1}", flags: []flag{quietly, {names: "r", says: "with everything inside"}, {names: "9", says: "as small as it gets"}}},
		"gunzip":  {says: "unpacks {files|what it reads}", bare: "unpacks it", flags: unpackFlags},
		"gzip":    {says: "packs {files}", bare: "packs it", flags: unpackFlags, modes: []flag{{names: "d", says: "unpacks {files|it}"}}},
		"xz":      {says: "packs {files}", bare: "packs it", flags: unpackFlags, modes: []flag{{names: "d decompress", says: "unpacks {files|it}"}}},
		"unxz":    {says: "unpacks {files|it}", flags: unpackFlags},
		"bzip2":   {says: "packs {files}", bare: "packs it", flags: unpackFlags, modes: []flag{{names: "d", says: "unpacks {files|it}"}}},
		"bunzip2": {says: "unpacks {files|it}", flags: unpackFlags},
		"zcat":    {says: "unpacks {files|it} and prints it"},
		"7z":      {says: "packs or unpacks with 7-Zip: {all}"},
		"cpio":    {says: "packs or unpacks the archive that it reads", bare: "packs or unpacks the archive that it reads"},

		"git":                  {says: "runs Git with {all}", flags: gitFlags},
		"git clone":            {says: "downloads the Git repository {1}", flags: gitFlags, make: gitClone},
		"git checkout":         {says: "switches the files to {all}", flags: gitFlags},
		"git switch":           {says: "switches the files to the branch {all}", flags: gitFlags},
		"git fetch":            {says: "downloads new commits from {1|where the repository came from}: {after|all of them}", flags: gitFlags},
		"git pull":             {says: "downloads new commits and updates the files", flags: gitFlags},
		"git reset":            {says: "sets the repository to {all|its last commit}", flags: gitFlags},
		"git submodule":        {says: "looks after the repositories inside this one: {all}", flags: gitFlags},
		"git submodule update": {says: "downloads the repositories inside this one", flags: gitFlags},
		"git config":           {says: "changes Git's setting {1} to {2}", flags: gitFlags},
		"git init":             {says: "makes an empty Git repository in {1|this folder}", flags: gitFlags},
		"git apply":            {says: "changes files as the patch {all|it reads} says", flags: gitFlags},
		"git lfs":              {says: "looks after the large files of the repository: {all}"},
		"git rev-parse":        {says: "prints which commit {all|this} is", flags: []flag{{names: "short", says: "in short", alone: "in short"}}},
		"git describe":         {says: "prints a name of the current commit, made from its tags", flags: []flag{{names: "tags always dirty", says: ""}}},

		"gpg":         {make: gpg, takes: "keyserver recv-keys recv-key o output homedir keyring trust-model keyserver-options"},
		"openssl":     {make: openssl, words: true},
		"ssh-keyscan": {says: "prints the keys of the server {last}, so that it is known", flags: []flag{{names: "t", says: "of the kind %s"}, {names: "H", says: "without its name"}}},
		"ssh-keygen":  {says: "makes keys for ssh", flags: []flag{{names: "A", says: "one of each kind for the server"}, {names: "f", says: "in %s"}, {names: "t", says: "of the kind %s"}, {names: "b", says: "%s bits long"}, quietly, {names: "N C", says: ""}}, takes: "N C"},
		"rsync":       {says: "copies {but} to {last}", flags: []flag{{names: "a archive r", says: "with everything inside"}, {names: "v z h P progress", says: ""}, {names: "delete", says: "removing what is there only"}, {names: "exclude", says: "leaving out %s"}}},
		"aws":         {says: "runs the tool of Amazon's cloud with {all}"},
		"gcloud":      {says: "runs the tool of Google's cloud with {all}"},
		"sha256sum":   {make: checksum},
	}
}

var unpackFlags = []flag{{names: "c stdout", says: "and prints the result"}, {names: "k keep", says: "and keeps the file as it was"}, {names: "f force", says: "writing over what is there"}, {names: "v q 9 T0", says: ""}}

// checksum tells making a checksum from checking one.
func checksum(c call) string {
	for _, arg := range c.args[1:] {
		if arg == "-c" || arg == "--check" || arg == "--strict" || arg == "--status" || arg == "-sc" || arg == "-cs" {
			if len(c.rest) > 0 && c.rest[0] != "-" {
				return "checks that files have the checksums that " + list(c.rest) + " lists, and fails when one does not"
			}
			return "checks that the file has that checksum, and fails when it does not"
		}
	}
	if len(c.rest) == 0 {
		return "prints the checksum of what it reads"
	}
	return "prints the checksum of " + list(c.rest)
}

func curl(c call) string {
	e := entry{flags: curlFlags}
	if c.has("s silent") && c.has("S show-error") {
		for i := range c.opts {
			if hasName("s silent", c.opts[i].name) {
				c.opts[i].name = "sS"
			}
		}
		e.flags = append([]flag{{names: "sS", says: "quietly except for error messages"}, {names: "S show-error", says: ""}}, e.flags...)
	}
	return e.with(c, fetched(c, "o output", c.has("O remote-name")))
}

func wget(c call) string {
	e := entry{flags: wgetFlags}
	if c.has("spider") {
		return "looks whether " + list(c.rest) + " is there, without downloading it"
	}
	says := fetched(c, "O output-document", true)
	if folder, ok := c.value("P directory-prefix"); ok {
		says = "downloads " + list(c.rest) + " into the folder " + folder
	}
	return e.with(c, says)
}

// fetched says what is downloaded, and where to. Named means: into a file named as at the end of the address.
func fetched(c call, output string, named bool) string {
	what := "what it is told to"
	if len(c.rest) > 0 {
		what = list(c.rest)
	}
	switch file, ok := c.value(output); {
	case !ok && !named && c.file == "" && here(what):
		if c.quiet {
			return "asks " + what
		}
		return "asks " + what + " and prints the answer"
	case !ok && c.quiet && !named:
		return "downloads " + what
	case c.piping && (!ok && !named || file == "-"):
		return "downloads " + what
	case ok && (file == "-" || isStream(file)):
		return "downloads " + what + " and prints it"
	case ok && file == "/dev/null":
		return "asks for " + what + " and throws the answer away"
	case ok:
		return "downloads " + what + " as " + file
	case named && len(c.rest) == 1 && path.Base(what) != "." && !strings.HasSuffix(what, "/"):
		return "downloads " + what + " into this folder"
	case named, c.file != "":
		return "downloads " + what
	}
	return "downloads " + what + " and prints it"
}

func tar(c call) string {
	archive, _ := c.value("f file")
	if archive == "" || archive == "-" {
		archive = "the archive that it reads"
	}
	if c.piped && strings.HasPrefix(archive, "the archive") {
		archive = "the archive"
	}
	e := entry{flags: tarFlags, modes: []flag{{names: "x extract get c create t list"}}}
	where := ""
	if folder, ok := c.value("C directory"); ok {
		where = " in the folder " + folder
		if c.has("c create") && len(c.rest) == 1 && dotted(c.rest[0]) != c.rest[0] {
			c.rest, where = []string{"the folder " + folder}, ""
		}
	}
	switch {
	case c.has("c create"):
		if archive == "the archive that it reads" || archive == "the archive" {
			return e.with(c, "packs "+files(c.rest)+where+" and prints the archive")
		}
		return e.with(c, "packs "+files(c.rest)+where+" into the archive "+archive)
	case c.has("t list"):
		return e.with(c, "lists what is in "+archive)
	case c.has("x extract get"):
		what := ""
		if len(c.rest) > 0 {
			what = list(c.rest) + " from "
		}
		return e.with(c, "unpacks "+what+archive+strings.Replace(where, " in ", " into ", 1))
	}
	return unknown(c)
}

func unzip(c call) string {
	e := entry{flags: unzipFlags}
	if len(c.rest) == 0 {
		return unknown(c)
	}
	what := ""
	if len(c.rest) > 1 {
		what = list(c.rest[1:]) + " from "
	}
	return e.with(c, "unpacks "+what+"the archive "+c.rest[0])
}

func gitClone(c call) string {
	e := entry{flags: gitFlags}
	depth, _ := c.value("depth")
	for i := range c.opts {
		if c.opts[i].name == "depth" && depth == "1" {
			c.opts[i] = option{name: "depth1"}
		}
	}
	e.flags = append([]flag{{names: "depth1", says: "only the last commit and not the whole history"}}, e.flags...)
	if len(c.rest) == 0 {
		return unknown(c)
	}
	says := "downloads the Git repository " + c.rest[0]
	if len(c.rest) > 1 {
		says += " into " + files(c.rest[1:2])
	}
	return e.with(c, says)
}

func gpg(c call) string {
	out := ""
	if file, ok := c.value("o output"); ok {
		out = ", and writes the result to " + file
	}
	has := func(names ...string) bool {
		for _, arg := range c.args[1:] {
			for _, name := range names {
				if arg == name {
					return true
				}
			}
		}
		return false
	}
	switch {
	case has("--dearmor"):
		if len(c.rest) > 0 {
			return "turns the key " + list(c.rest) + " from text into the form that apt reads" + out
		}
		return "turns the key from text into the form that apt reads" + out
	case has("--verify"):
		return "checks the signature " + strings.Join(c.rest, " of ") + ", and fails when it is not good"
	case has("--recv-keys", "--recv-key"):
		_, from, _ := strings.Cut(strings.Join(c.args, " "), "--keyserver")
		server := strings.Fields(strings.TrimPrefix(from, "="))
		if len(server) > 0 {
			return "fetches a key by its number from the key server " + server[0] + ", to check signatures with it"
		}
		return "fetches a key by its number from a key server, to check signatures with it"
	case has("--import"):
		return "takes the key " + list(c.rest) + " among those that it knows"
	case has("--export", "-a"):
		return "prints the key " + list(c.rest) + out
	case has("--decrypt", "-d"):
		return "decrypts " + list(c.rest) + out
	}
	return unknown(c)
}

func openssl(c call) string {
	if len(c.args) < 2 {
		return "starts OpenSSL"
	}
	out, _ := valueAfter(c.args, "-out")
	if out != "" {
		out = " into " + out
	}
	switch c.args[1] {
	case "req":
		if strings.Contains(strings.Join(c.args, " ")+" ", " -x509 ") {
			return "makes a certificate that nobody else vouches for" + out
		}
		return "makes a request for a certificate" + out
	case "genrsa", "genpkey":
		return "makes a secret key" + out
	case "rand":
		return "makes random bytes" + out
	case "dhparam":
		return "makes numbers for the exchange of keys" + out
	case "version":
		return "prints the version of OpenSSL"
	case "dgst":
		return "prints a checksum"
	}
	return "runs OpenSSL" + withArgs(c.args[1:])
}

var unzipFlags = []flag{
	quietly,
	{names: "o", says: "writing over files that are there"},
	{names: "n", says: "leaving files that are there"},
	{names: "j", says: "all into one folder"},
	{names: "d", says: "into the folder %s"},
	{names: "p", says: "and prints it"},
}

// here says whether an address is that of this machine, as in a health check.
func here(url string) bool {
	_, host, _ := strings.Cut(url, "://")
	if host == "" {
		host = url
	}
	return strings.HasPrefix(host, "localhost") || strings.HasPrefix(host, "127.0.0.1") || strings.HasPrefix(host, "[::1]")
}
