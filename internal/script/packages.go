package script

import (
	"strings"
)

var aptFlags = []flag{
	withoutAsking, quietly,
	{names: "no-install-recommends", says: "without the packages that are only recommended"},
	{names: "no-install-suggests", says: "without those that are only suggested"},
	{names: "allow-unauthenticated force-yes allow-insecure-repositories", says: "even when nobody vouches for where they come from"},
	{names: "allow-downgrades", says: "even when that means an older version"},
	{names: "allow-change-held-packages", says: "even for packages that were held back"},
	{names: "purge", says: "with their configuration files"},
	{names: "auto-remove autoremove", says: "together with what only they needed"},
	{names: "f fix-broken", says: "and mends what half-installed packages left"},
	{names: "fix-missing", says: "leaving out what cannot be downloaded"},
	{names: "reinstall", says: "again, even if they are there"},
	{names: "t target-release default-release", says: "from the release %s"},
	{names: "o option", says: "with the setting %s"},
	{names: "d download-only", says: "but only downloads them"},
}

var apkFlags = []flag{
	quietly,
	{names: "no-cache", says: "without keeping the package index, which would only make the layer larger"},
	{names: "u U update update-cache", says: "with a fresh package index"},
	{names: "upgrade", says: "upgrading what is there"},
	{names: "virtual t", says: "as one group named %s, which can be removed as a whole later"},
	{names: "repository X", says: "also from the repository %s"},
	{names: "allow-untrusted", says: "even when nobody vouches for where they come from"},
	{names: "purge", says: "with their configuration files"},
	{names: "no-progress", says: ""},
	{names: "root p", says: "for the file system in %s"},
	{names: "initdb", says: "with a new package database"},
}

var yumFlags = []flag{
	withoutAsking, quietly,
	{names: "setopt", says: "with the setting %s"},
	{names: "nodocs", says: "without manuals"},
	{names: "enablerepo", says: "also from the repository %s"},
	{names: "disablerepo", says: "not from the repository %s"},
	{names: "installroot", says: "into the file system in %s"},
	{names: "releasever", says: "for the release %s"},
	{names: "best allowerasing skip-broken", says: ""},
	{names: "nogpgcheck", says: "even when nobody vouches for where they come from"},
}

// systemPackages are the package managers of Linux distributions.
func systemPackages() map[string]entry {
	return map[string]entry{
		"apt-get":              {says: "manages Debian packages: {all}", bare: "manages Debian packages", flags: aptFlags},
		"apt-get update":       {says: "updates the lists of packages", why: "so that the newest versions are found; it installs nothing"},
		"apt-get install":      {says: "installs {packages}", bare: "installs nothing", flags: aptFlags},
		"apt-get upgrade":      {says: "upgrades the packages that are installed to their newest versions"},
		"apt-get dist-upgrade": {says: "upgrades all packages, and adds or removes others where that is needed"},
		"apt-get full-upgrade": {says: "upgrades all packages, and adds or removes others where that is needed"},
		"apt-get remove":       {says: "removes the package{s} {all}"},
		"apt-get purge":        {says: "removes the package{s} {all} with their configuration files"},
		"apt-get autoremove":   {says: "removes the packages that no other one needs any more", bare: "removes the packages that no other one needs any more"},
		"apt-get clean":        {says: "removes the package files that were downloaded", why: "which would only make the layer larger"},
		"apt-get autoclean":    {says: "removes downloaded package files that are out of date"},
		"apt-get build-dep":    {says: "installs what is needed to build {all} from source"},
		"apt-get source":       {says: "downloads the source of {all}"},
		"apt-get download":     {says: "downloads the package files of {all} into this folder without installing them"},
		"apt-mark auto":        {says: "marks {all|packages} as installed only because others needed them, so that autoremove may take them away"},
		"apt-mark manual":      {says: "marks {all|packages} as wanted, so that autoremove leaves them"},
		"apt-mark hold":        {says: "keeps {all} at the version they have"},
		"apt-mark showmanual":  {says: "prints which packages were asked for by name"},
		"apt-key add":          {says: "trusts the packages signed with the key in {1} (apt-key itself is obsolete)"},
		"apt-key":              {says: "manages the keys of package repositories (apt-key itself is obsolete)"},
		"apt-cache":            {says: "asks the lists of packages: {all}"},
		"add-apt-repository":   {says: "adds {all} as a source of packages", flags: []flag{withoutAsking}},
		"dpkg": {says: "manages package files: {all}", bare: "manages package files", flags: []flag{
			{names: "force-all", says: "whatever speaks against it"},
		}, modes: []flag{
			{names: "i install", says: "installs the package file {files}, without the packages it needs"},
			{names: "print-architecture", says: "prints the processor type of this system, such as amd64"},
			{names: "l list", says: "lists the installed packages {all}"},
			{names: "s status", says: "prints the state of the package {all}"},
			{names: "add-architecture", says: "allows packages for the processor type {all} as well"},
			{names: "configure", says: "finishes the installation of packages that were only unpacked"},
			{names: "r remove", says: "removes the package{s} {all}"},
			{names: "P purge", says: "removes the package{s} {all} with their configuration files"},
			{names: "L listfiles", says: "lists the files of the package {all}"},
			{names: "S search", says: "says which package {all} belongs to"},
			{names: "x extract", says: "unpacks the package file {1} into {2}"},
		}},
		"dpkg-reconfigure":       {says: "configures the package {all} anew", flags: []flag{{names: "f frontend", says: "asking by way of %s"}}},
		"dpkg-query":             {says: "asks the database of installed packages", bare: "asks the database of installed packages", takes: "f showformat", modes: []flag{{names: "W show", says: "prints what is known of the packages {all|that are installed}"}}},
		"dpkg-divert":            {says: "moves the file {all} out of the way of its package"},
		"debconf-set-selections": {says: "answers in advance the questions that packages ask"},

		"apk":         {says: "manages Alpine packages: {all}", flags: apkFlags},
		"apk add":     {says: "installs {packages}", flags: apkFlags},
		"apk update":  {says: "updates the index of packages"},
		"apk upgrade": {says: "upgrades {packages|the packages that are installed} to the newest versions", flags: apkFlags},
		"apk del":     {says: "removes the package{s} {all}", flags: apkFlags, make: apkDel},
		"apk fetch":   {says: "downloads the package files of {all} without installing them"},
		"apk info":    {says: "prints what is known of {all|the installed packages}"},
		"apk cache":   {says: "looks after the cache of packages: {all}"},

		"yum":                {says: "manages RPM packages: {all}", flags: yumFlags},
		"yum install":        {says: "installs {packages}", flags: yumFlags},
		"yum groupinstall":   {says: "installs the groups of packages {all}", flags: yumFlags},
		"yum localinstall":   {says: "installs the package files {all}", flags: yumFlags},
		"yum reinstall":      {says: "installs {all} again", flags: yumFlags},
		"yum update":         {says: "upgrades {packages|all packages} to the newest versions", flags: yumFlags},
		"yum upgrade":        {says: "upgrades {packages|all packages} to the newest versions", flags: yumFlags},
		"yum remove":         {says: "removes the package{s} {all}", flags: yumFlags},
		"yum erase":          {says: "removes the package{s} {all}", flags: yumFlags},
		"yum autoremove":     {says: "removes the packages that no other one needs any more", flags: yumFlags},
		"yum clean":          {says: "removes what was downloaded to find and install packages", why: "which would only make the layer larger"},
		"yum makecache":      {says: "downloads the lists of packages"},
		"yum module":         {says: "manages groups of packages: {all}", flags: yumFlags},
		"yum config-manager": {says: "changes where packages come from: {all}", bare: "changes where packages come from", flags: []flag{{names: "add-repo", says: "adding the repository %s"}, {names: "set-enabled enable", says: "turning on %s"}, {names: "set-disabled disable", says: "turning off %s"}}},
		"rpm": {says: "manages RPM packages: {all}", flags: []flag{{names: "v h", says: ""}, {names: "nodeps", says: "even when something they need is missing"}}, modes: []flag{
			{names: "import", says: "trusts the packages signed with the key {all}"},
			{names: "i install", says: "installs the package file {all}"},
			{names: "U upgrade", says: "installs or upgrades the package file {all}"},
			{names: "e erase", says: "removes the package{s} {all}"},
			{names: "q query", says: "prints what is known of {all|the packages}"},
		}},
		"zypper":         {says: "manages SUSE packages: {all}", flags: []flag{{names: "n non-interactive", says: "without asking"}}},
		"zypper install": {says: "installs {packages}", flags: []flag{withoutAsking, {names: "n non-interactive", says: "without asking"}, {names: "no-recommends", says: "without the packages that are only recommended"}}},
		"zypper refresh": {says: "updates the lists of packages"},
		"zypper clean":   {says: "removes what was downloaded to find and install packages", why: "which would only make the layer larger", flags: []flag{{names: "a all", says: ""}}},
		"pacman": {says: "manages Arch packages: {all}", bare: "manages Arch packages", flags: []flag{{names: "noconfirm", says: "without asking"}, {names: "needed", says: "leaving what is up to date"}, {names: "y", says: "with fresh lists of packages"}, {names: "u", says: "upgrading the whole system"}, {names: "c", says: "and what was downloaded"}}, modes: []flag{
			{names: "S", says: "installs {all|nothing new}"}, {names: "R", says: "removes {all}"},
		}},
		"snap install": {says: "installs {all} from the snap store"},
		"brew install": {says: "installs {all} with Homebrew"},
	}
}

// apkDel tells a group that apk add --virtual made, whose name begins with a dot, from packages.
func apkDel(c call) string {
	groups := len(c.rest) > 0
	for _, word := range c.rest {
		groups = groups && strings.HasPrefix(word, ".")
	}
	e := entry{flags: apkFlags}
	if groups {
		return e.with(c, "removes the packages that were installed as the group "+list(c.rest))
	}
	return e.with(c, c.fill("removes the package{s} {all}"))
}
