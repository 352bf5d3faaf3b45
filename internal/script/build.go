package script

import (
	"strings"
	"sync"
)

var goFlags = []flag{
	{names: "o", says: "and writes the program to %s"},
	{names: "ldflags", says: "with the linker flags %s"},
	{names: "tags", says: "with the build tags %s"},
	{names: "trimpath", says: "without this machine's paths in it"},
	{names: "v x", says: ""},
	{names: "mod", says: "with modules in the mode %s"},
	{names: "a", says: "all of it anew"},
	{names: "race", says: "with a detector of data races"},
	{names: "C", says: "in the folder %s"},
	{names: "installsuffix gcflags asmflags buildvcs p", says: ""},
	{names: "cover coverprofile count timeout short run bench", says: ""},
	{names: "buildmode", says: "as %s"},
}

const goTakes = "o ldflags tags mod C installsuffix gcflags asmflags p run bench count timeout coverprofile buildmode"

var cargoFlags = []flag{
	quietly,
	{names: "release r", says: "optimised"},
	{names: "locked", says: "exactly as Cargo.lock says"},
	{names: "frozen", says: "exactly as Cargo.lock says, without asking the network"},
	{names: "offline", says: "without asking the network"},
	{names: "target", says: "for %s"},
	{names: "bin", says: "only the program %s"},
	{names: "p package", says: "only the package %s"},
	{names: "features F", says: "with the features %s"},
	{names: "no-default-features", says: "without the default features"},
	{names: "all-features", says: "with all features"},
	{names: "path", says: "from the folder %s"},
	{names: "git", says: "from the repository %s"},
	{names: "root", says: "into the folder %s"},
	{names: "manifest-path", says: "as %s says"},
	{names: "version", says: "in version %s"},
	{names: "recipe-path", says: "with the recipe in %s"},
	{names: "j jobs", says: "with %s jobs at once"},
	{names: "workspace", says: "for the whole workspace"},
	{names: "verbose v force f", says: ""},
}

var mvnFlags = []flag{
	quietly,
	{names: "B batch-mode", says: "without asking"},
	{names: "DskipTests DskipTests=true Dmaven.test.skip", says: "without running the tests"},
	{names: "o offline", says: "without asking the network"},
	{names: "e X ntp no-transfer-progress U update-snapshots T", says: ""},
	{names: "f file", says: "as %s says"},
	{names: "P", says: "with the profile %s"},
	{names: "pl", says: "only the project %s"},
	{names: "am also-make", says: "and what it needs"},
	{names: "s settings", says: "with the settings in %s"},
}

var gradleFlags = []flag{
	quietly,
	{names: "no-daemon", says: "without a Gradle process that stays behind"},
	{names: "x exclude-task", says: "leaving out %s"},
	{names: "offline", says: "without asking the network"},
	{names: "p project-dir", says: "in the folder %s"},
	{names: "stacktrace info parallel build-cache console warning-mode i s S", says: ""},
}

var dotnetFlags = []flag{
	{names: "c configuration", says: "in the configuration %s"},
	{names: "o output", says: "into %s"},
	{names: "no-restore", says: "with the packages that were fetched before"},
	{names: "no-build", says: "with what was built before"},
	{names: "r runtime", says: "for %s"},
	{names: "self-contained sc", says: "with .NET itself in it"},
	{names: "no-self-contained", says: "without .NET itself in it"},
	{names: "a arch", says: "for the processor type %s"},
	{names: "f framework", says: "for %s"},
	{names: "v verbosity nologo logger no-cache disable-parallel use-current-runtime ucr", says: ""},
	{names: "s source", says: "from %s"},
	{names: "project", says: "of the project %s"},
	{names: "p:UseAppHost p:PublishTrimmed p:PublishSingleFile", says: ""},
}

// buildPrograms compile and package, each with the package manager of its language.
func buildPrograms() map[string]entry {
	return map[string]entry{
		"go":              {says: "runs the Go tool with {all}", words: true},
		"go build":        {says: "compiles {go|the Go package in this folder}", flags: goFlags, takes: goTakes, words: true},
		"go install":      {says: "compiles {go|the Go package in this folder} and installs the program", flags: goFlags, takes: goTakes, words: true},
		"go run":          {says: "compiles and runs {go}", flags: goFlags, takes: goTakes, words: true},
		"go test":         {says: "runs the tests of {go|the Go package in this folder}", why: "and fails when one of them fails", flags: goFlags, takes: goTakes, words: true},
		"go get":          {says: "adds {packages} to the modules of the project", flags: goFlags, words: true},
		"go generate":     {says: "runs the commands that make Go source, in {all|this package}"},
		"go vet":          {says: "looks for mistakes in {go|the Go package in this folder}"},
		"go env":          {says: "prints or sets Go's settings: {all}", bare: "prints Go's settings", words: true, modes: []flag{{names: "w", says: "changes Go's settings: {all}"}}},
		"go mod download": {says: "downloads the modules that go.mod lists", why: "which stays in the build cache until go.mod changes"},
		"go mod tidy":     {says: "makes go.mod fit what the source imports"},
		"go mod verify":   {says: "checks that the downloaded modules have not been changed"},
		"go mod vendor":   {says: "copies the modules into the folder vendor"},
		"go mod init":     {says: "makes a go.mod for the module {1}"},
		"go clean":        {says: "removes what Go has built or cached", words: true, flags: []flag{{names: "modcache cache testcache", says: ""}}},
		"go version":      {says: "prints the version of Go"},

		"cargo":                {says: "runs Cargo, which builds Rust programs, with {all}", flags: cargoFlags},
		"cargo build":          {says: "compiles the Rust project", flags: cargoFlags},
		"cargo install":        {says: "compiles and installs {packages}", bare: "compiles and installs the Rust program", flags: cargoFlags},
		"cargo run":            {says: "compiles and runs the Rust project", flags: cargoFlags},
		"cargo test":           {says: "runs the tests", why: "and fails when one of them fails", flags: cargoFlags},
		"cargo fetch":          {says: "downloads the packages that Cargo.lock lists", flags: cargoFlags},
		"cargo vendor":         {says: "copies the packages into the folder {1|vendor}", flags: cargoFlags},
		"cargo new":            {says: "makes an empty Rust project {1}", flags: append([]flag{{names: "lib", says: "for a library"}, {names: "vcs", says: "with %s for versions"}}, cargoFlags...), bare: "makes an empty Rust project"},
		"cargo init":           {says: "makes an empty Rust project in {1|this folder}", flags: append([]flag{{names: "lib", says: "for a library"}, {names: "name", says: "named %s"}}, cargoFlags...)},
		"cargo clean":          {says: "removes what Cargo has built", flags: cargoFlags},
		"cargo chef prepare":   {says: "writes down which packages the project needs, so that they can be built in a layer of their own", flags: cargoFlags},
		"cargo chef cook":      {says: "builds the packages the project needs, before its source comes, so that they stay in the cache", flags: cargoFlags},
		"rustup":               {says: "runs rustup, which manages Rust, with {all}"},
		"rustup target add":    {says: "lets Rust compile for {all}"},
		"rustup component add": {says: "adds {all} to Rust"},
		"rustup default":       {says: "uses Rust {1} from here on"},
		"rustup toolchain":     {says: "manages versions of Rust: {all}"},
		"rustup update":        {says: "upgrades Rust {all|to the newest version}"},

		"mvn":    {flags: mvnFlags, takes: "f file P pl s settings T", words: true, make: maven},
		"gradle": {flags: gradleFlags, takes: "x exclude-task p project-dir", words: true, make: gradle},
		"ant":    {says: "builds the Java project with Ant: {all|its default}"},
		"sbt":    {says: "builds the Scala project with sbt: {all}"},
		"lein":   {says: "builds the Clojure project with Leiningen: {all}"},
		"java":   {words: true, make: java},
		"javac":  {says: "compiles {all}", words: true, flags: []flag{{names: "d", says: "into %s"}, {names: "cp classpath", says: "with the classes in %s"}}},
		"jlink":  {says: "makes a Java with only the parts the app needs", words: true, flags: []flag{{names: "output", says: "in %s"}, {names: "add-modules", says: "with the modules %s"}, {names: "strip-debug no-man-pages no-header-files compress", says: "", alone: " "}}},

		"dotnet":              {early: true, make: dotnet},
		"dotnet restore":      {says: "fetches the packages that {files|the project} lists", flags: dotnetFlags},
		"dotnet build":        {says: "compiles {files|the project}", flags: dotnetFlags},
		"dotnet publish":      {says: "compiles {files|the project} and puts together all it needs to run", flags: dotnetFlags},
		"dotnet test":         {says: "runs the tests of {files|the project}", why: "and fails when one of them fails", flags: dotnetFlags},
		"dotnet run":          {says: "compiles and runs the project", flags: dotnetFlags},
		"dotnet new":          {says: "makes a new project of the kind {1}", flags: dotnetFlags},
		"dotnet add":          {says: "adds to the project {all}", flags: dotnetFlags},
		"dotnet tool install": {says: "installs the .NET tool {packages}", flags: append([]flag{{names: "g global", says: "for this user"}, {names: "version", says: "in version %s"}, {names: "tool-path", says: "into %s"}}, dotnetFlags...)},
		"dotnet dev-certs":    {says: "makes a certificate for developers"},

		"bundle":                  {says: "runs Bundler, which manages Ruby packages, with {all}", bare: "installs the Ruby packages that the Gemfile lists"},
		"bundle install":          {says: "installs the Ruby packages that the Gemfile lists", flags: []flag{quietly, {names: "without", says: "without the group %s"}, {names: "jobs j", says: "%s at once"}, {names: "retry", says: "trying %s times"}, {names: "deployment", says: "exactly as Gemfile.lock says"}, {names: "path", says: "into %s"}, {names: "no-cache", says: "without keeping them twice"}}},
		"bundle config":           {says: "changes Bundler's settings: {all}", flags: []flag{{names: "global local", says: "", alone: " "}}},
		"bundle config set":       {says: "changes Bundler's settings: {all}", flags: []flag{{names: "global local", says: "", alone: " "}}},
		"bundle exec":             {early: true, make: inner("with the packages of the Gemfile, ")},
		"gem install":             {says: "installs the Ruby package{s} {packages}", flags: []flag{quietly, {names: "no-document N no-doc no-ri no-rdoc", says: "without manuals"}, {names: "v version", says: "in version %s"}}},
		"gem update":              {says: "upgrades {all|the Ruby packages}", flags: []flag{{names: "system", says: "and gem itself"}, {names: "no-document", says: "without manuals"}}},
		"rails":                   {says: "runs Rails with {all}"},
		"rails server":            {says: "starts the Rails app", flags: []flag{{names: "b binding", says: "listening on %s"}, {names: "p port", says: "on port %s"}}},
		"rails s":                 {says: "starts the Rails app", flags: []flag{{names: "b binding", says: "listening on %s"}, {names: "p port", says: "on port %s"}}},
		"rake":                    {says: "does the tasks {all} of the Rakefile"},
		"rake assets:precompile":  {says: "prepares style sheets and scripts for the browser"},
		"rails assets:precompile": {says: "prepares style sheets and scripts for the browser"},
		"ruby":                    {says: "runs {1} with Ruby", bare: "starts Ruby", early: true, takes: "e", modes: []flag{{names: "e", says: "runs a line of Ruby: {-e}"}}},

		"composer":                 {says: "runs Composer, which manages PHP packages, with {all}"},
		"composer install":         {says: "installs the PHP packages that composer.lock lists", flags: composerFlags},
		"composer require":         {says: "installs the PHP package{s} {packages} and notes them in composer.json", flags: composerFlags},
		"composer update":          {says: "upgrades the PHP package{s} {all}", flags: composerFlags},
		"composer dump-autoload":   {says: "writes the list by which PHP finds the classes", flags: composerFlags},
		"composer global":          {says: "manages PHP packages of this user with Composer: {all}", flags: composerFlags},
		"php":                      {says: "runs {1} with PHP", bare: "starts PHP", early: true, takes: "r d S t", modes: []flag{{names: "r", says: "runs a line of PHP: {-r}"}, {names: "S", says: "starts PHP's small web server on {-S}"}}},
		"php artisan":              {says: "runs Laravel's task {1}", flags: []flag{{names: "force", says: "without asking"}}},
		"docker-php-ext-install":   {says: "compiles and installs the PHP extension{s} {all}", flags: []flag{{names: "j", says: "", alone: " "}}},
		"docker-php-ext-enable":    {says: "turns on the PHP extension{s} {all}"},
		"docker-php-ext-configure": {says: "sets how the PHP extension {1} is compiled"},
		"pecl install":             {says: "compiles and installs the PHP extension{s} {packages}"},
		"a2enmod":                  {says: "turns on Apache's module{s} {all}"},
		"a2ensite":                 {says: "turns on Apache's site{s} {all}"},
		"a2dissite":                {says: "turns off Apache's site{s} {all}"},

		"make":         {make: makeTargets, flags: makeFlags},
		"cmake":        {says: "prepares the build of the source in {files|this folder} with CMake", flags: []flag{{names: "B", says: "in the folder %s"}, {names: "G", says: "for %s"}, {names: "config", says: "in the configuration %s"}, {names: "target t", says: "only %s"}, {names: "j parallel", says: "with up to %s jobs at once", alone: "with many jobs at once"}, {names: "prefix", says: "below %s"}}, takes: "build install S", modes: []flag{{names: "S", says: "prepares the build of the source in {-S} with CMake"}, {names: "build", says: "builds what CMake prepared in {-build}"}, {names: "install", says: "installs what CMake built in {-install}"}}},
		"meson":        {says: "builds with Meson: {all}"},
		"configure":    {says: "finds out what this system has, to prepare the build from source", flags: []flag{{names: "prefix", says: "for an installation below %s"}}},
		"autoreconf":   {says: "makes the configure script", bare: "makes the configure script", flags: []flag{{names: "f i v fi fiv vfi if install force", says: ""}}},
		"gcc":          {says: "compiles {files|what it is given}", takes: "I L l D x std include", words: true, flags: []flag{{names: "o", says: "and writes the result to %s"}, {names: "c", says: "without linking"}, {names: "static", says: "with all libraries inside it"}, {names: "O O1 O2 O3 Os", says: "optimised"}, {names: "g", says: "with what a debugger needs"}, {names: "Wall Wextra", says: "with warnings"}, {names: "shared", says: "as a library"}}},
		"strip":        {says: "makes {files} smaller by leaving out what only a debugger needs", flags: []flag{{names: "s strip-all strip-debug g strip-unneeded", says: ""}}},
		"upx":          {says: "compresses the program {files}", flags: []flag{{names: "9 best brute lzma q", says: ""}}},
		"patch":        {says: "changes files as {1|the patch it reads} says", takes: "i d", flags: []flag{{names: "p", says: "leaving out %s folders of their names"}, {names: "d", says: "in the folder %s"}}, modes: []flag{{names: "i", says: "changes files as {-i} says"}}},
		"protoc":       {says: "makes source from {files}", words: true},
		"hugo":         {says: "builds the web site with Hugo", flags: []flag{{names: "minify", says: "as small as it gets"}}},
		"mkdocs build": {says: "builds the web site with MkDocs"},
		"jekyll build": {says: "builds the web site with Jekyll"},
		"mix":          {says: "builds the Elixir project: {all}"},
		"mix deps.get": {says: "fetches the packages the Elixir project needs", flags: []flag{{names: "only", says: "for %s only"}}},
		"swift build":  {says: "compiles the Swift project", flags: []flag{{names: "c configuration", says: "in the configuration %s"}}},
		"stack":        {says: "builds the Haskell project with Stack: {all}"},
		"cabal":        {says: "builds the Haskell project with Cabal: {all}"},
		"flutter":      {says: "runs Flutter with {all}"},
	}
}

var makeFlags = []flag{{names: "j jobs", says: "with up to %s jobs at once", alone: "with as many jobs at once as there are"}, {names: "C directory", says: "in the folder %s"}, {names: "f file", says: "as %s says"}, quietly, {names: "k B", says: ""}}

var composerFlags = []flag{
	quietly,
	{names: "no-dev", says: "without what only developers need"},
	{names: "optimize-autoloader o optimize classmap-authoritative a", says: "with a faster way to find classes"},
	{names: "no-interaction n", says: "without asking"},
	{names: "no-scripts", says: "without running the packages' own scripts"},
	{names: "no-autoloader", says: "without the list by which PHP finds the classes"},
	{names: "prefer-dist prefer-source no-progress no-plugins no-ansi no-cache ansi", says: ""},
	{names: "ignore-platform-reqs", says: "whatever they need of the system"},
	{names: "working-dir d", says: "in the folder %s"},
}

var mavenGoals = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"clean": "removes what was built before", "package": "compiles and packages the project", "install": "builds the project and puts it into the local repository",
		"compile": "compiles the project", "test": "runs the tests", "verify": "builds and checks the project", "deploy": "builds and publishes the project",
		"dependency:go-offline": "downloads everything the project needs, so that this stays in the cache while the source changes",
		"dependency:resolve":    "downloads the packages the project needs, so that this stays in the cache while the source changes",
		"spring-boot:run":       "starts the Spring Boot app",
	}
})

func maven(c call) string {
	var does []string
	for _, goal := range c.rest {
		if says, ok := mavenGoals()[goal]; ok {
			does = append(does, says)
		} else {
			does = append(does, "does "+goal)
		}
	}
	e := entry{flags: mvnFlags}
	if len(does) == 0 {
		return e.with(c, "runs Maven, which builds Java projects")
	}
	return e.with(c, "with Maven, "+list(does))
}

var gradleTasks = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"build": "builds and tests the project", "assemble": "builds the project", "clean": "removes what was built before", "test": "runs the tests",
		"bootJar": "packs the Spring Boot app into one file", "jar": "packs the project into one file", "shadowJar": "packs the project and what it needs into one file",
		"dependencies": "downloads the packages the project needs", "installDist": "builds the project and puts together all it needs to run",
	}
})

func gradle(c call) string {
	e := entry{flags: gradleFlags}
	if len(c.rest) == 0 {
		return e.with(c, "runs Gradle, which builds Java projects")
	}
	var does []string
	for _, task := range c.rest {
		if says, ok := gradleTasks()[task]; ok {
			does = append(does, says)
		} else {
			does = append(does, "does "+task)
		}
	}
	return e.with(c, "with Gradle, "+list(does))
}

// java tells a jar from a class.
func java(c call) string {
	if jar, ok := valueAfter(c.args, "-jar"); ok {
		_, after, _ := strings.Cut(strings.Join(c.args[1:], "\x00"), jar)
		e := entry{flags: []flag{{names: "jar", says: ""}}}
		for i, o := range c.opts {
			if o.name == "jar" {
				c.opts = c.opts[:i]
				break
			}
		}
		if after = strings.Trim(after, "\x00"); after != "" {
			return e.with(c, "starts the Java program in "+jar+argTail(strings.Split(after, "\x00")))
		}
		return e.with(c, "starts the Java program in "+jar)
	}
	if c.has("version") {
		return "prints the version of Java"
	}
	if len(c.rest) == 0 {
		return unknown(c)
	}
	return "starts Java" + withArgs(c.args[1:])
}

func dotnet(c call) string {
	if len(c.rest) > 0 && strings.HasSuffix(c.rest[0], ".dll") {
		return "starts the .NET program " + c.rest[0] + argTail(c.rest[1:])
	}
	if len(c.rest) == 0 {
		return "runs the .NET tool" + withArgs(c.args[1:])
	}
	return "runs the .NET tool with " + list(c.args[1:])
}

func makeTargets(c call) string {
	var targets, sets []string
	for _, word := range c.rest {
		if strings.Contains(word, "=") {
			sets = append(sets, word)
			continue
		}
		targets = append(targets, word)
	}
	says := "builds what the Makefile says"
	switch {
	case len(targets) == 1 && targets[0] == "install":
		says = "installs what was built, as the Makefile says"
	case len(targets) == 1 && targets[0] == "clean":
		says = "removes what was built, as the Makefile says"
	case len(targets) > 0:
		says = "does " + list(targets) + " of the Makefile"
	}
	if len(sets) > 0 {
		says += " with " + list(sets)
	}
	return entry{flags: makeFlags}.with(c, says)
}

// goPackages says which Go packages are meant.
func goPackages(words []string) string {
	named := make([]string, 0, len(words))
	for _, word := range words {
		name, version, pinned := strings.Cut(word, "@")
		switch {
		case dotted(word) != word:
			named = append(named, "the Go package in this folder")
		case word == "./...":
			named = append(named, "all Go packages here")
		case strings.HasPrefix(word, "./"):
			named = append(named, "the Go package in "+word)
		case pinned:
			named = append(named, packageName(strings.ReplaceAll(name, "/", "\x00")+"@"+version))
		default:
			named = append(named, word)
		}
	}
	return strings.ReplaceAll(list(named), "\x00", "/")
}
