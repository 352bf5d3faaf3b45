package explain

import (
	"regexp"
	"strings"
	"sync"
)

// imageRef is the name of an image, taken apart.
type imageRef struct {
	name   string // without the registry of Docker Hub and library/
	base   string // last part of the name
	tag    string
	digest string
}

// parseImage takes the name of an image apart. A colon in a variable, as in nginx:${TAG:-1}, is none before a tag.
func parseImage(ref string) imageRef {
	var i imageRef
	ref, i.digest, _ = strings.Cut(ref, "@")
	folder, last := "", ref
	if at := strings.LastIndex(ref, "/"); at >= 0 {
		folder, last = ref[:at+1], ref[at+1:]
	}
	i.base, i.tag, _ = cutOutside(last)
	i.name = strings.TrimPrefix(strings.TrimPrefix(folder, "docker.io/"), "library/") + i.base
	return i
}

// official is the name of an image of Docker's own collection, else "".
func (i imageRef) official() string {
	if strings.Contains(i.name, "/") {
		return ""
	}
	return i.name
}

// languages holds what images to build and run programs with bring along. %s is the version in the tag. See
// officialWords for databases and servers.
func languages() map[string]string {
	return map[string]string{
		"python": "Python %s", "node": "Node.js %s, npm and yarn", "golang": "Go %s with its tools",
		"rust": "Rust %s with cargo", "ruby": "Ruby %s", "php": "PHP %s", "openjdk": "Java %s", "eclipse-temurin": "Java %s",
		"amazoncorretto": "Java %s", "maven": "Maven and Java", "gradle": "Gradle and Java", "perl": "Perl %s", "swift": "Swift %s",
		"docker": "the docker command", "gcc": "the GNU compilers", "erlang": "Erlang", "elixir": "Elixir",
		"haskell": "Haskell", "julia": "Julia", "r-base": "R", "composer": "PHP with composer", "bash": "the bash shell", "tomcat": "the Java server Tomcat",
	}
}

// systems are images that are a system and nothing else.
func systems() map[string]string {
	return map[string]string{
		"debian": "a plain Debian Linux", "ubuntu": "a plain Ubuntu Linux", "alpine": "Alpine, a very small Linux with the C library musl",
		"busybox": "a few basic commands in one small program", "fedora": "a plain Fedora Linux", "centos": "CentOS, which gets no updates any more",
		"rockylinux": "a plain Rocky Linux", "almalinux": "a plain AlmaLinux", "amazonlinux": "a plain Amazon Linux", "archlinux": "a plain Arch Linux",
		"buildpack-deps": "Debian with compilers and the usual libraries",
	}
}

var versionStart = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^v?\d[\w.]*`) })

// imageSays says in a sentence what a known image holds; it is empty for others.
func imageSays(ref string) string {
	i := parseImage(ref)
	if system, ok := systems()[i.name]; ok {
		return "It holds " + system + variantSays(i.tag) + "."
	}
	if strings.HasPrefix(i.name, "gcr.io/distroless/") {
		return "It holds only what a finished program needs: no shell, no package manager."
	}
	holds, ok := languages()[i.name]
	if server := officialWords()[i.name]; !ok && server != "" {
		return "It holds " + server + "."
	}
	if !ok {
		return ""
	}
	version := versionStart().FindString(i.tag)
	switch {
	case strings.Contains(holds, "%s") && version != "":
		holds = strings.Replace(holds, "%s", version, 1)
	default:
		holds = strings.Replace(holds, " %s", "", 1)
	}
	return "It holds " + holds + " on " + systemOf(i) + variantSays(i.tag) + "."
}

// full names the images that are large unless their tag names a small variant.
const full = " python node golang rust ruby php perl gcc swift "

func (i imageRef) full() bool {
	return strings.Contains(full, " "+i.name+" ") && i.digest == "" && !small().MatchString(i.tag)
}

var small = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(^|-)(slim|alpine[\d.]*|nanoserver|windowsservercore)(-|$)`)
})

func systemOf(i imageRef) string {
	for _, part := range strings.Split(i.tag, "-") {
		switch {
		case strings.HasPrefix(part, "alpine"):
			return "Alpine, a very small Linux"
		case strings.HasPrefix(part, "windowsservercore"), strings.HasPrefix(part, "nanoserver"):
			return "Windows"
		case part == "jammy", part == "noble", part == "focal":
			return "Ubuntu Linux"
		case part == "slim":
			return "a small Debian Linux"
		}
	}
	if i.full() {
		return "a whole Debian Linux, with compilers and many other tools"
	}
	return "Linux"
}

func variantSays(tag string) string {
	for _, part := range strings.Split(tag, "-") {
		switch {
		case part == "slim":
			return "; slim leaves out compilers and other tools that most apps do not need"
		case strings.HasPrefix(part, "alpine"):
			return "; its C library is musl, for which some packages have no ready-made build"
		}
	}
	return ""
}
