package script

import (
	"strings"
)

var npmFlags = []flag{
	quietly,
	{names: "g global location", says: "for the whole system"},
	{names: "production only", says: "only what the app needs to run"},
	{names: "omit", says: "without the %s dependencies"},
	{names: "include", says: "with the %s dependencies"},
	{names: "ignore-scripts", says: "without running the packages' own scripts"},
	{names: "legacy-peer-deps", says: "even when packages contradict one another about what they need beside them"},
	{names: "force f", says: "whatever speaks against it"},
	{names: "D save-dev", says: "noted as needed by developers only"},
	{names: "E save-exact save S save-prod save-optional P", says: ""},
	{names: "no-save", says: "without noting it in package.json"},
	{names: "no-audit no-fund audit fund no-progress progress loglevel no-update-notifier unsafe-perm no-color", says: ""},
	{names: "no-optional", says: "without optional packages"},
	{names: "no-package-lock", says: "without a lock file"},
	{names: "cache", says: "with the cache in %s"},
	{names: "prefix C dir cwd", says: "in the folder %s"},
	{names: "registry", says: "from the registry %s"},
	{names: "prefer-offline", says: "from the cache where it has them"},
	{names: "verbose", says: "with many messages"},
	{names: "if-present", says: "if there is one"},
	{names: "w workspace", says: "in the workspace %s"},
	{names: "workspaces", says: "in all workspaces"},
}

var yarnFlags = append([]flag{
	{names: "frozen-lockfile immutable", says: "exactly as yarn.lock says, and fails when that does not fit"},
	{names: "non-interactive", says: "without asking"},
	{names: "network-timeout", says: "waiting %s milliseconds for an answer at most"},
	{names: "pure-lockfile", says: "without writing a lock file"},
	{names: "modules-folder", says: "into %s"},
	{names: "all A", says: "and everything"},
}, npmFlags...)

var pnpmFlags = append([]flag{
	{names: "frozen-lockfile", says: "exactly as pnpm-lock.yaml says, and fails when that does not fit"},
	{names: "P prod", says: "only what the app needs to run"},
	{names: "offline", says: "without asking the network"},
	{names: "r recursive", says: "in all packages of the workspace"},
	{names: "filter F", says: "for the package %s"},
	{names: "shamefully-hoist reporter", says: ""},
}, npmFlags...)

// nodePrograms are Node.js and what installs packages for it.
func nodePrograms() map[string]entry {
	return map[string]entry{
		"npm":               {says: "runs npm, which manages Node.js packages, with {all}", bare: "runs npm, which manages Node.js packages", flags: npmFlags},
		"npm install":       {says: "installs {packages} with npm", bare: "installs the packages that package.json lists", flags: npmFlags},
		"npm i":             {says: "installs {packages} with npm", bare: "installs the packages that package.json lists", flags: npmFlags},
		"npm add":           {says: "installs {packages} with npm", flags: npmFlags},
		"npm ci":            {says: "installs exactly the packages and versions that package-lock.json lists", flags: npmFlags},
		"npm clean-install": {says: "installs exactly the packages and versions that package-lock.json lists", flags: npmFlags},
		"npm run":           {says: "runs the script {1} of package.json", flags: npmFlags, make: packageScript("npm")},
		"npm run-script":    {says: "runs the script {1} of package.json", flags: npmFlags, make: packageScript("npm")},
		"npm start":         {says: "runs the script start of package.json, which starts the app", flags: npmFlags},
		"npm test":          {says: "runs the tests with the script test of package.json", flags: npmFlags},
		"npm build":         {says: "runs npm's build", flags: npmFlags},
		"npm prune":         {says: "removes the packages that package.json does not list", flags: append([]flag{{names: "production omit only prod", says: "and those that only developers need"}}, npmFlags...), takes: "omit"},
		"npm update":        {says: "upgrades {packages|the packages}", flags: npmFlags},
		"npm uninstall":     {says: "removes the package{s} {all}", flags: npmFlags},
		"npm rebuild":       {says: "compiles {packages|the packages that need it} again", flags: npmFlags},
		"npm link":          {says: "links {all|this package} for use by others"},
		"npm pack":          {says: "packs this package into a file"},
		"npm audit":         {says: "looks for known security holes in the packages"},
		"npm cache":         {make: npmCache},
		"npm config":        {says: "changes npm's settings: {after}", flags: npmFlags},
		"npm config set":    {says: "changes npm's settings: {all}", flags: npmFlags},
		"npm set":           {says: "changes npm's settings: {all}"},
		"npm exec":          {early: true, flags: npmFlags, make: inner("with a program from the installed packages, or else from the registry, ")},
		"npx":               {early: true, takes: "p package", flags: []flag{withoutAsking}, make: inner("with a program from the installed packages, or else from the registry, ")},

		"yarn":                  {says: "runs the script {1} of package.json with Yarn", bare: "installs the packages that package.json lists", flags: yarnFlags},
		"yarn install":          {says: "installs the packages that package.json lists", flags: yarnFlags},
		"yarn add":              {says: "installs {packages} with Yarn and notes it in package.json", flags: yarnFlags},
		"yarn global":           {says: "manages packages of the whole system with Yarn: {all}", flags: yarnFlags},
		"yarn global add":       {says: "installs {packages} for the whole system with Yarn", flags: yarnFlags},
		"yarn run":              {flags: yarnFlags, make: packageScript("Yarn")},
		"yarn build":            {says: "runs the script build of package.json, which builds the app", flags: yarnFlags},
		"yarn start":            {says: "runs the script start of package.json, which starts the app", flags: yarnFlags},
		"yarn test":             {says: "runs the tests with the script test of package.json", flags: yarnFlags},
		"yarn cache":            {says: "looks after Yarn's cache: {all}", flags: yarnFlags},
		"yarn cache clean":      {says: "empties Yarn's cache", why: "which would only make the layer larger", flags: yarnFlags},
		"yarn config":           {says: "changes Yarn's settings: {after}"},
		"yarn set":              {says: "changes Yarn's own {1} to {2}"},
		"yarn workspaces focus": {says: "installs the packages of the workspace {all|this one} only", flags: yarnFlags},
		"yarn workspace":        {says: "runs {after} in the workspace {1}", flags: yarnFlags},

		"pnpm":         {says: "runs the script {1} of package.json with pnpm", bare: "runs pnpm, which manages Node.js packages", flags: pnpmFlags},
		"pnpm install": {says: "installs {packages} with pnpm", bare: "installs the packages that package.json lists", flags: pnpmFlags},
		"pnpm i":       {says: "installs {packages} with pnpm", bare: "installs the packages that package.json lists", flags: pnpmFlags},
		"pnpm add":     {says: "installs {packages} with pnpm and notes it in package.json", flags: pnpmFlags},
		"pnpm fetch":   {says: "downloads the packages that pnpm-lock.yaml lists, so that only that file decides about the cache", flags: pnpmFlags},
		"pnpm run":     {flags: pnpmFlags, make: packageScript("pnpm")},
		"pnpm build":   {says: "runs the script build of package.json, which builds the app", flags: pnpmFlags},
		"pnpm start":   {says: "runs the script start of package.json, which starts the app", flags: pnpmFlags},
		"pnpm prune":   {says: "removes the packages that package.json does not list", flags: append([]flag{{names: "production prod", says: "and those that only developers need"}}, pnpmFlags...)},
		"pnpm deploy":  {says: "copies the package with what it needs to {1}", flags: pnpmFlags},
		"pnpm store":   {says: "looks after pnpm's store of packages: {all}"},
		"pnpm config":  {says: "changes pnpm's settings: {after}"},
		"pnpm exec":    {early: true, flags: pnpmFlags, make: inner("with a program from the installed packages, ")},
		"pnpm dlx":     {early: true, flags: pnpmFlags, make: inner("with a program from the registry, ")},

		"corepack":         {says: "runs corepack, which provides Yarn and pnpm, with {all}"},
		"corepack enable":  {says: "makes {all|yarn and pnpm} available, in the version that package.json asks for"},
		"corepack prepare": {says: "downloads {packages|the package manager that package.json asks for}", flags: []flag{{names: "activate", says: "and uses it from here on"}}},
		"corepack install": {says: "downloads the package manager that package.json asks for"},

		"bun":             {says: "runs {all} with Bun"},
		"bun install":     {says: "installs the packages that package.json lists with Bun", flags: append([]flag{{names: "frozen-lockfile", says: "exactly as the lock file says"}}, npmFlags...)},
		"bun run":         {make: packageScript("Bun")},
		"bun add":         {says: "installs {packages} with Bun", flags: npmFlags},
		"deno":            {says: "runs Deno, which runs JavaScript and TypeScript, with {all}"},
		"node":            {early: true, takes: "r require import", make: nodeScript},
		"tsc":             {says: "compiles TypeScript to JavaScript", flags: []flag{{names: "p project", says: "as %s says"}, {names: "b build", says: ""}, {names: "outDir", says: "into %s"}}},
		"ng":              {says: "runs Angular's tool with {all}", flags: []flag{{names: "prod configuration", says: ""}}},
		"next":            {says: "runs Next.js with {all}"},
		"next build":      {says: "builds the Next.js app"},
		"next start":      {says: "starts the Next.js app", flags: []flag{{names: "p port", says: "on port %s"}, {names: "H hostname", says: "on the address %s"}}},
		"vite":            {says: "runs Vite, which builds and serves web pages, with {all}"},
		"vite build":      {says: "builds the web pages with Vite"},
		"serve":           {says: "serves the files in {1|this folder} as web pages", flags: []flag{{names: "s single", says: "with index.html for every address that is no file"}, {names: "l listen p", says: "on port %s"}}},
		"http-server":     {says: "serves the files in {1|this folder} as web pages", flags: []flag{{names: "p port", says: "on port %s"}}},
		"pm2-runtime":     {says: "starts {all} under pm2, which starts it again when it ends", early: true},
		"nodemon":         {says: "runs {all} with Node.js, and again at each change of a file", early: true},
		"ts-node":         {says: "runs the TypeScript file {all}", early: true},
		"tsx":             {says: "runs the TypeScript file {all}", early: true},
		"prisma":          {says: "runs Prisma, which looks after a database, with {all}"},
		"prisma generate": {says: "makes the code with which the app asks its database, from Prisma's schema"},
	}
}

// packageScript explains npm run NAME and its like.
func packageScript(with string) func(call) string {
	return func(c call) string {
		if len(c.rest) == 0 {
			return "lists the scripts of package.json"
		}
		does := map[string]string{"build": ", which builds the app", "start": ", which starts the app", "dev": ", which starts the app for developers", "test": ", which runs the tests"}[c.rest[0]]
		e := entry{flags: pnpmFlags}
		return e.with(c, "runs the script "+c.rest[0]+" of package.json with "+with+does+argTail(c.rest[1:]))
	}
}

func npmCache(c call) string {
	if len(c.rest) > 0 && (c.rest[0] == "clean" || c.rest[0] == "clear") {
		return "empties npm's cache, which would only make the layer larger"
	}
	return "looks after npm's cache: " + list(c.rest)
}

// nodeScript tells a script from code on the command line.
func nodeScript(c call) string {
	if code, ok := valueAfter(c.args, "-e", "--eval", "-p", "--print"); ok {
		return "runs a line of JavaScript: " + quoted(code)
	}
	if c.has("v version") {
		return "prints the version of Node.js"
	}
	if len(c.rest) == 0 {
		if c.piped {
			return "runs it as JavaScript"
		}
		return "starts Node.js"
	}
	with := ""
	for _, o := range c.opts {
		with += " " + o.given()
	}
	if with != "" {
		with = ", with" + with
	}
	return "runs " + c.rest[0] + " with Node.js" + argTail(c.rest[1:]) + with
}

func valueAfter(args []string, names ...string) (string, bool) {
	for i, arg := range args {
		for _, name := range names {
			if arg == name && i+1 < len(args) {
				return args[i+1], true
			}
			if value, ok := strings.CutPrefix(arg, name+"="); ok {
				return value, true
			}
		}
	}
	return "", false
}
