package script

import (
	"maps"
	"sync"
)

// programs is what is known, by program and subcommand. Nothing changes it after it is made.
var programs = sync.OnceValue(func() map[string]entry {
	return merged(systemPackages(), pythonPrograms(), nodePrograms(), buildPrograms(), fetchPrograms(), filePrograms(), textPrograms(),
		userPrograms(), shellPrograms(), systemPrograms(), serverPrograms())
})

func merged(tables ...map[string]entry) map[string]entry {
	all := map[string]entry{}
	for _, table := range tables {
		maps.Copy(all, table)
	}
	return all
}

// sameAs names programs that are explained as another one.
var sameAs = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"apt": "apt-get", "dnf": "yum", "microdnf": "yum", "tdnf": "yum",
		"python3": "python", "pypy": "python", "nodejs": "node", "pip3": "pip",
		"bash": "sh", "dash": "sh", "ash": "sh", "zsh": "sh", "source": ".", "[": "test",
		"egrep": "grep", "fgrep": "grep", "gmake": "make", "ninja": "make",
		"g++": "gcc", "cc": "gcc", "c++": "gcc", "clang": "gcc", "clang++": "gcc",
		"mvnw": "mvn", "gradlew": "gradle", "su-exec": "gosu", "unlink": "rm", "typeset": "declare",
		"sha512sum": "sha256sum", "sha1sum": "sha256sum", "md5sum": "sha256sum", "shasum": "sha256sum",
		"gawk": "awk", "mawk": "awk", "micromamba": "conda", "mamba": "conda", "pnpx": "npx", "bunx": "npx",
		"gpg2": "gpg", "dumb-init": "tini", "catchsegv": "time",
	}
})

var (
	withoutAsking = flag{names: "y yes assume-yes assumeyes", says: "without asking"}
	quietly       = flag{names: "q qq quiet s silent", says: "quietly"}
)
