package script

import (
	"strings"
)

var userFlags = []flag{
	{names: "r system", says: "as a system user (for a program and not for a person)"},
	{names: "u uid", says: "with the number %s"},
	{names: "g gid ingroup", says: "in the group %s"},
	{names: "G groups", says: "also in the group %s"},
	{names: "m create-home", says: "with a home folder"},
	{names: "M no-create-home", says: "without a home folder"},
	{names: "d home home-dir", says: "with the home folder %s"},
	{names: "s shell", says: "with the shell %s"},
	{names: "nologin", says: "with no shell (so nobody can log in as it)"},
	{names: "c comment gecos", says: ""},
	{names: "p password", says: "with a password"},
	{names: "disabled-password", says: "without a password (so nobody can log in as it)"},
	{names: "disabled-login", says: "whom nobody can log in as"},
	{names: "group U user-group", says: "with a group of the same name"},
	{names: "N no-user-group", says: "without a group of its own"},
	{names: "l no-log-init", says: "without an entry in the log of logins (which grows huge with a high number)"},
	{names: "o non-unique", says: "even if someone has that number"},
	{names: "q quiet force-badname f", says: ""},
	{names: "k skel", says: ""},
}

// busyboxUser are the options of Alpine's adduser, which mean other things.
var busyboxUser = []flag{
	{names: "S", says: "as a system user (for a program and not for a person)"},
	{names: "D", says: "without a password (so nobody can log in as it)"},
	{names: "H", says: "without a home folder"},
	{names: "h", says: "with the home folder %s"},
	{names: "G", says: "in the group %s"},
}

const userTakes = "s shell c comment gecos p password e expiredate k skel K b"

// userPrograms make users and groups, and change who a command runs as.
func userPrograms() map[string]entry {
	return map[string]entry{
		"useradd":  {make: newUser(userFlags), flags: userFlags, takes: userTakes},
		"adduser":  {make: newUser(adduserFlags), flags: adduserFlags, takes: userTakes + " firstuid lastuid"},
		"groupadd": {says: "makes the group {last}", flags: groupFlags},
		"addgroup": {says: "makes the group {last}", flags: groupFlags, make: newGroup},
		"usermod":  {says: "changes the user {last}", flags: []flag{{names: "G groups", says: "putting it into the group %s"}, {names: "a append", says: ""}, {names: "u uid", says: "giving it the number %s"}, {names: "g gid", says: "with %s as its first group"}, {names: "d home", says: "with the home folder %s"}, {names: "s shell", says: "with %s as its shell"}, {names: "L lock", says: "so that nobody can log in as it"}, {names: "l login", says: "calling it %s"}, {names: "m move-home o non-unique", says: ""}, {names: "p password", says: "with a password"}}},
		"groupmod": {says: "changes the group {last}", flags: []flag{{names: "g gid", says: "giving it the number %s"}, {names: "n new-name", says: "calling it %s"}, {names: "o", says: ""}}},
		"userdel":  {says: "removes the user {last}", flags: []flag{{names: "r remove", says: "with the home folder"}, {names: "f", says: ""}}},
		"deluser":  {says: "removes the user {1}", flags: []flag{{names: "remove-home", says: "with the home folder"}}},
		"groupdel": {says: "removes the group {last}"},
		"delgroup": {says: "removes the group {last}"},
		"passwd":   {says: "changes the password of {last|the current user}", bare: "changes the password", modes: []flag{{names: "d delete", says: "takes away the password of {last}"}, {names: "l lock", says: "locks the password of {last}, so that nobody can log in with it"}}},
		"chpasswd": {says: "sets passwords, as the lines say", bare: "sets passwords, as the lines say; they stay readable in the history of the image"},
		"chsh":     {says: "changes the shell of {last|the current user}", bare: "changes the shell of the current user", flags: []flag{{names: "s shell", says: "to %s"}}},
		"gpasswd":  {says: "changes the members of the group {last}", flags: []flag{{names: "a", says: "adding %s"}}},
		"id":       {says: "prints who {1|the current user} is, and fails when there is no such user", bare: "prints who the current user is", flags: []flag{{names: "u g n", says: ""}}},
		"whoami":   {says: "prints the name of the current user"},
		"getent":   {says: "looks up {after} among the {1|entries}", make: getent},
		"su":       {make: su, takes: "c s shell command g"},
		"sudo":     {early: true, takes: "u g", flags: []flag{{names: "E H n i", says: ""}}, make: sudo},
		"gosu":     {early: true, make: gosu},
		"setpriv":  {early: true, make: inner("with other rights ")},
		"visudo":   {says: "checks or changes who may use sudo", bare: "checks or changes who may use sudo", flags: []flag{{names: "c", says: ""}}},
	}
}

var adduserFlags = append(append([]flag{}, busyboxUser...), userFlags...)

var groupFlags = []flag{
	{names: "r S system", says: "as a system group (for programs and not for people)"},
	{names: "g gid", says: "with the number %s"},
	{names: "f force o non-unique quiet", says: ""},
}

// newUser says who is made and what for. A shell that ends at once means that nobody works as this user.
func newUser(flags []flag) func(call) string {
	return func(c call) string {
		if len(c.rest) == 0 {
			return unknown(c)
		}
		e := entry{flags: flags}
		says := "makes the user " + c.rest[0]
		if len(c.rest) > 1 {
			return "puts the user " + c.rest[0] + " into the group " + c.rest[1]
		}
		for i, o := range c.opts {
			if hasName("s shell", o.name) && (strings.HasSuffix(o.value, "nologin") || strings.HasSuffix(o.value, "/false")) {
				c.opts[i].name, c.opts[i].hasValue = "nologin", false
			}
		}
		return e.with(c, says)
	}
}

func newGroup(c call) string {
	if len(c.rest) > 1 {
		return "puts the user " + c.rest[0] + " into the group " + c.rest[1]
	}
	return entry{flags: groupFlags}.with(c, "makes the group "+list(c.rest))
}

func getent(c call) string {
	kinds := map[string]string{"passwd": "user", "group": "group", "hosts": "host"}
	if len(c.rest) < 2 || kinds[c.rest[0]] == "" {
		return unknown(c)
	}
	return "prints the entry of the " + kinds[c.rest[0]] + " " + list(c.rest[1:]) + ", and fails when there is none"
}

func su(c call) string {
	user := "root"
	for _, word := range c.rest {
		if word != "-" {
			user = word
			break
		}
	}
	if script, ok := c.value("c command"); ok {
		if c.apart {
			return "runs a script as the user " + user
		}
		return "runs as the user " + user + ": " + script
	}
	return "starts a shell as the user " + user
}

func sudo(c call) string {
	user := "root"
	if u, ok := c.value("u"); ok {
		user = u
	}
	if len(c.rest) == 0 {
		return unknown(c)
	}
	return "as the user " + user + ", " + c.inner(c.rest)
}

func gosu(c call) string {
	if len(c.rest) < 2 {
		return unknown(c)
	}
	return "as the user " + c.rest[0] + ", " + c.inner(c.rest[1:])
}
