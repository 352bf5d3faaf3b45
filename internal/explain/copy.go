package explain

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
)

// copied explains a COPY instruction.
func (e *explainer) copied(c *instructions.CopyCommand, at *place) said {
	var out said
	to := target{at: at, path: e.expand(c.DestPath, at), several: len(c.SourcePaths)+len(c.SourceContents) > 1}
	if len(c.SourcePaths) > 0 {
		out.add("Copies " + sources(c.SourcePaths, c.From != "") + e.origin(c.From, at, c.SourcePaths) + " to " + to.says(c.SourcePaths) + ".")
	}
	out.add(heredocs(c.SourceContents, to)...)
	if c.Parents {
		out.add("--parents keeps the folders of the source paths; without it only the last name of each would count.")
	}
	out.add(excludes(c.ExcludePatterns), owner(c.Chown), mode(c.Chmod), link(c.Link))
	return out
}

// added explains an ADD instruction, source by source: what it does depends on what it is given.
// https://docs.docker.com/reference/dockerfile/#add
func (e *explainer) added(c *instructions.AddCommand, at *place) said {
	var out said
	to := target{at: at, path: e.expand(c.DestPath, at), several: len(c.SourcePaths)+len(c.SourceContents) > 1}
	var local []string
	for _, source := range c.SourcePaths {
		switch {
		case isGit(source):
			out.add("Fetches the Git repository " + source + " into " + to.folder() + ".")
			if c.KeepGitDir != nil && *c.KeepGitDir {
				out.add("--keep-git-dir leaves its .git folder in place.")
			}
		case isURL(source):
			out.add("Downloads " + source + " to " + to.says([]string{path.Base(source)}) + "." + unpacks(c.Unpack, false))
		case isArchive(source):
			out.add("Takes the archive " + source + " from your project folder" + archived(c.Unpack) + to.folder() + ".")
		default:
			local = append(local, source)
		}
	}
	if len(local) > 0 {
		out.add("Copies " + sources(local, false) + e.origin("", at, local) + " to " + to.says(local) + ".")
		out.add("For files like these ADD does what COPY does; it differs for archives, which it unpacks, and for addresses, which it downloads.")
	}
	out.add(heredocs(c.SourceContents, to)...)
	if c.Checksum != "" {
		out.add("--checksum stops the build unless what was fetched is exactly " + c.Checksum + ".")
	}
	out.add(excludes(c.ExcludePatterns), owner(c.Chown), mode(c.Chmod), link(c.Link))
	return out
}

func archived(unpack *bool) string {
	if unpack != nil && !*unpack {
		return " and, with --unpack=false, leaves it packed, in "
	}
	return " and unpacks it into "
}

func unpacks(unpack *bool, without bool) string {
	if unpack != nil && *unpack != without {
		return " --unpack unpacks it there."
	}
	return ""
}

var (
	gitAddress = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^git@|^git://|\.git(#|\?|$)`) })
	archive    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\.(tar|tgz|tbz2?|txz|tar\.(gz|bz2|xz|zst))$`) })
)

func isURL(s string) bool     { return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") }
func isGit(s string) bool     { return gitAddress().MatchString(s) }
func isArchive(s string) bool { return archive().MatchString(strings.ToLower(s)) }

// sources names what is copied.
func sources(paths []string, elsewhere bool) string {
	var words []string
	for _, p := range paths {
		switch clean := path.Clean(p); {
		case isContext(p) && elsewhere:
			words = append(words, "everything")
		case isContext(p):
			words = append(words, "the whole project folder")
		case strings.ContainsAny(p, "*?["):
			words = append(words, "what matches "+p)
		case strings.HasSuffix(p, "/"):
			words = append(words, "what is in the folder "+clean)
		default:
			words = append(words, p)
		}
	}
	return wordList(words)
}

// origin says where the sources lie.
func (e *explainer) origin(from string, at *place, paths []string) string {
	switch {
	case from == "" && slices.ContainsFunc(paths, isContext):
		return ", but for what .dockerignore names,"
	case from == "":
		return " from your project folder"
	}
	if i, ok := e.earlier(from, at.stage); ok {
		return ", as " + e.stageAt(i) + " has it,"
	}
	return ", as the image " + from + " has it,"
}

// isContext says whether a source is the whole folder that is sent to the builder.
func isContext(p string) bool { return path.Clean(p) == "." || path.Clean(p) == "/" }

// target is where a COPY or ADD puts things.
type target struct {
	at      *place
	path    string
	several bool
}

// says names the target: a folder, or a file with another name.
func (t target) says(from []string) string {
	if t.several || strings.HasSuffix(t.path, "/") || isFolder(from) || path.Base(t.path) == "." || path.Base(t.path) == ".." {
		return t.folder()
	}
	full, ok := t.at.resolve(t.path)
	if len(from) == 1 && path.Base(from[0]) != path.Base(t.path) {
		return full + inWorkdir(ok) + ", which is its name there unless that is a folder"
	}
	return full + inWorkdir(ok)
}

// isFolder says whether the only source surely is one.
func isFolder(from []string) bool {
	return len(from) == 1 && (strings.HasSuffix(from[0], "/") || isContext(from[0]) || strings.ContainsAny(from[0], "*?["))
}

func (t target) folder() string {
	full, ok := t.at.resolve(t.path)
	switch {
	case !ok && path.Clean(t.path) == ".":
		return "the working folder of the base image"
	case ok && t.at.workdir != "" && path.Clean(full) == t.at.workdir:
		return t.at.workdir + ", the working folder"
	}
	return "the folder " + folderName(full) + inWorkdir(ok)
}

func folderName(p string) string {
	if p == "/" {
		return p
	}
	return strings.TrimSuffix(p, "/")
}

func inWorkdir(ok bool) string {
	if ok {
		return ""
	}
	return " below the working folder of the base image"
}

// heredocs says what is written from the lines below.
func heredocs(contents []instructions.SourceContent, to target) []string {
	var all []string
	for _, c := range contents {
		where := to.says([]string{c.Path})
		if to.several || strings.HasSuffix(to.path, "/") {
			where = "the file " + c.Path + " in " + to.folder()
		}
		text := fmt.Sprintf("Writes the %s below, up to %s, to %s.", countLines(c.Data), c.Path, where)
		if c.Expand && strings.Contains(c.Data, "$") {
			text += " Variables in it are replaced by their values."
		}
		all = append(all, text)
	}
	return all
}

func countLines(text string) string {
	n := strings.Count(strings.TrimSuffix(text, "\n"), "\n") + 1
	if n == 1 {
		return "line"
	}
	return fmt.Sprintf("%d lines", n)
}

func excludes(patterns []string) string {
	if len(patterns) == 0 {
		return ""
	}
	return "--exclude leaves out what matches " + wordList(patterns) + "."
}

func owner(chown string) string {
	if chown == "" {
		return ""
	}
	user, group, both := strings.Cut(chown, ":")
	switch {
	case both && user != "" && user != group:
		return "The copies belong to the user " + user + " and the group " + group + ", not to root."
	case both && user == "":
		return "The copies belong to the group " + group + "."
	case user == "root" || user == "0":
		return "The copies belong to root, as they would without --chown."
	}
	return "The copies belong to " + user + ", user and group, not to root."
}

func link(link bool) string {
	if !link {
		return ""
	}
	return "--link makes a layer that does not depend on those below it, so it can be reused when they change."
}

// mode explains --chmod.
func mode(chmod string) string {
	if chmod == "" {
		return ""
	}
	if says := rights(chmod); says != "" {
		return "--chmod=" + chmod + ": " + says + "."
	}
	return "--chmod=" + chmod + " sets the rights of the copies."
}

// rights puts the digits of a file mode into words.
func rights(chmod string) string {
	digits := strings.TrimPrefix(chmod, "0")
	if len(digits) != 3 || strings.Trim(digits, "01234567") != "" {
		return ""
	}
	who := []string{"the owner", "the group", "all others"}
	words := []string{"do nothing", "only execute", "only write", "write and execute", "read", "read and execute", "read and write", "read, write and execute"}
	if digits[1] == digits[2] {
		if digits[0] == digits[1] {
			return "everybody may " + words[digits[0]-'0']
		}
		return who[0] + " may " + words[digits[0]-'0'] + ", all others may " + words[digits[1]-'0']
	}
	var parts []string
	for i := range who {
		parts = append(parts, who[i]+" may "+words[digits[i]-'0'])
	}
	return strings.Join(parts, ", ")
}
