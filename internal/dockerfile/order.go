package dockerfile

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
)

// SourceBeforeDependencies finds a COPY or ADD of the whole build context that stands before
// the installation of dependencies: each change of the source then installs them again.
func SourceBeforeDependencies(f *File) *Breach {
	var source *Instruction
	for _, stage := range f.Chain() {
		for i := range stage.Instructions {
			in := &stage.Instructions[i]
			if source == nil && copiesContext(in.Command) {
				source = in
			}
			if run, ok := in.Command.(*instructions.RunCommand); ok && source != nil && installs(run) {
				why := fmt.Sprintf("this copies the whole source before line %d installs dependencies", in.Start)
				return &Breach{*source, why}
			}
		}
	}
	return nil
}

func copiesContext(c instructions.Command) bool {
	var sources []string
	switch c := c.(type) {
	case *instructions.CopyCommand:
		if c.From == "" {
			sources = c.SourcePaths
		}
	case *instructions.AddCommand:
		sources = c.SourcePaths
	}
	whole := []string{".", "/", "*", "/*", "**", "/**"}
	return slices.ContainsFunc(sources, func(s string) bool { return slices.Contains(whole, path.Clean(s)) })
}

// installers lists commands that install dependencies: the program, then the words that follow it.
func installers() [][]string {
	return [][]string{
		{"pip", "install"},
		{"uv", "sync"},
		{"uv", "pip", "install"},
		{"uv", "pip", "sync"},
		{"poetry", "install"},
		{"pdm", "install"},
		{"pipenv", "install"},
		{"pipenv", "sync"},
		{"conda", "install"},
		{"npm", "ci"},
		{"npm", "install"},
		{"npm", "i"},
		{"yarn", "install"},
		{"pnpm", "install"},
		{"pnpm", "i"},
		{"bun", "install"},
		{"go", "mod", "download"},
		{"cargo", "fetch"},
		{"cargo", "build"},
		{"bundle", "install"},
		{"composer", "install"},
		{"apt-get", "install"},
		{"apt", "install"},
		{"apk", "add"},
	}
}

func installs(run *instructions.RunCommand) bool {
	if !run.PrependShell && slices.ContainsFunc(installers(), isCall(run.CmdLine)) {
		return true
	}
	scripts := slices.Clone(run.CmdLine) // of exec form too: the last word of ["sh", "-c", "..."]
	for _, file := range run.Files {
		scripts = append(scripts, file.Data)
	}
	return slices.ContainsFunc(scripts, scriptInstalls)
}

func scriptInstalls(script string) bool {
	commands := regexp.MustCompile(`&&|\|\||[;|&\n(){}]`).Split(strings.ReplaceAll(script, "\\\n", " "), -1)
	return slices.ContainsFunc(commands, func(command string) bool {
		words := strings.Fields(command)
		return slices.ContainsFunc(installers(), isCall(words)) || words != nil && words[0] == "yarn" && len(words) == 1
	})
}

// isCall says whether the words of a command call an installer.
func isCall(words []string) func([]string) bool {
	call := calls(words)
	return func(installer []string) bool {
		if len(call) == 0 || call[0] != installer[0] || slices.Contains(words, "--no-deps") {
			return false
		}
		return containsRun(call[1:], installer[1:])
	}
}

// calls reduces a command to its program and the words after it that are no flags:
// FOO=1 python3 -m pip --quiet install x becomes pip install x.
func calls(words []string) []string {
	assignment := regexp.MustCompile(`^\w+=`)
	for len(words) > 0 && (assignment.MatchString(words[0]) || slices.Contains([]string{"sudo", "exec", "env", "time", "set"}, words[0])) {
		words = words[1:]
	}
	if len(words) == 0 {
		return nil
	}
	program := path.Base(words[0])
	version := regexp.MustCompile(`^(python|pip)[\d.]*$`)
	if m := version.FindStringSubmatch(program); m != nil {
		program = m[1]
	}
	var rest []string
	for _, w := range words[1:] {
		if !strings.HasPrefix(w, "-") {
			rest = append(rest, w)
		}
	}
	if program == "python" && slices.Contains(words, "-m") && len(rest) > 0 {
		return rest
	}
	return append([]string{program}, rest...)
}

// containsRun says whether part stands in words, unbroken.
func containsRun(words, part []string) bool {
	for i := 0; i+len(part) <= len(words); i++ {
		if slices.Equal(words[i:i+len(part)], part) {
			return true
		}
	}
	return false
}
