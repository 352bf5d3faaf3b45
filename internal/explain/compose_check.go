package explain

import (
	"context"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/sirupsen/logrus"
)

// check looks at the keys: one that is likely misspelt or misplaced is an error, any other unknown one is noted.
func (f *composeFile) check() *ComposeError {
	for _, r := range f.roots {
		if e := f.otherFormat(r); e != nil {
			return e
		}
		if e := f.keys(r, knownKeys(), nil, r); e != nil {
			return e
		}
	}
	return nil
}

// otherFormat knows the files that are taken for a Compose file.
func (f *composeFile) otherFormat(r *yamlNode) *ComposeError {
	if r.get("services") != nil || r.get("include") != nil {
		return nil
	}
	if r.get("apiVersion") != nil && r.get("kind") != nil {
		return &ComposeError{Line: r.pairs[0].line, Message: "this is a file for Kubernetes, and no Compose file", Fix: "give the tutor a compose.yaml, which begins with services:"}
	}
	if r.get("on") != nil && r.get("jobs") != nil {
		return &ComposeError{Line: r.pairs[0].line, Message: "this is a workflow of GitHub Actions, and no Compose file", Fix: "give the tutor a compose.yaml, which begins with services:"}
	}
	for _, p := range r.pairs {
		if _, known := knownKeys().below(p.key); known || p.value.real().kind != yamlMap {
			continue
		}
		if v := p.value; v.get("image") != nil || v.get("build") != nil {
			if nearestWord(p.key, []string{"services"}) != "" {
				break
			}
			return &ComposeError{
				Line: p.line, Message: p.key + " stands at the left edge, where Compose wants services:",
				Fix: "write services: on a line before it, and indent " + p.key + " and all below it by two blanks",
			}
		}
	}
	return nil
}

func (f *composeFile) keys(n *yamlNode, known *composeKeys, path []string, root *yamlNode) *ComposeError {
	if n.alias != "" || known == nil {
		return nil
	}
	for _, p := range n.pairs {
		next, ok := known.below(p.key)
		here := append(slices.Clone(path), p.key)
		if !ok {
			if e := misspelt(p, known, here); e != nil {
				return e
			}
			f.strange[p.line] = p.key
			f.unknown = append(f.unknown, composeKey{path: here, pair: p, value: p.value.real(), root: root})
			continue
		}
		if e := f.keys(p.value, next, here, root); e != nil {
			return e
		}
	}
	for _, entry := range n.list {
		if e := f.keys(entry, known.items, append(slices.Clone(path), "[]"), root); e != nil {
			return e
		}
	}
	return nil
}

// misspelt says what a key was likely meant to be, or where it belongs; nil when it looks like nothing that is known.
func misspelt(p yamlPair, known *composeKeys, path []string) *ComposeError {
	e := &ComposeError{Line: p.line, Message: "Compose knows no key " + p.key + " " + placeName(path)}
	if near := nearestWord(p.key, known.names()); near != "" {
		e.Fix = "did you mean " + near + "?"
		return e
	}
	service := knownKeys().keys["services"].any
	if _, inService := service.keys[p.key]; inService && len(path) == 1 {
		e.Fix = "it belongs to a service: indent it so that it stands below the name of one"
		return e
	}
	if len(path) != 3 || path[0] != "services" {
		return nil
	}
	for _, parent := range []string{"build", "healthcheck", "deploy", "logging", "develop"} {
		if service.keys[parent].keys[p.key] != nil {
			e.Fix = "it belongs to " + parent + ": indent it so that it stands below " + parent + ":"
			return e
		}
	}
	return nil
}

// placeName says where a key stands.
func placeName(path []string) string {
	switch {
	case len(path) == 1:
		return "at the left edge"
	case len(path) == 3 && path[0] == "services":
		return "in a service, such as " + path[1]
	}
	return "below " + strings.Join(path[:len(path)-1], ".")
}

// accepted asks Compose's own parser, which knows which values a key takes. It reads no file and no variable: each
// variable is a 1 to it, and what it says about a value with one in it does not count.
func (f *composeFile) accepted(ctx context.Context) *ComposeError {
	quietCompose()
	details := types.ConfigDetails{
		WorkingDir: "/", Environment: types.Mapping{},
		ConfigFiles: []types.ConfigFile{{Filename: composeName, Content: f.text}},
	}
	_, err := loader.LoadWithContext(ctx, details, func(o *loader.Options) {
		o.SetProjectName("tutor", true)
		o.SkipInclude, o.SkipExtends, o.SkipNormalization, o.SkipConsistencyCheck = true, true, true, true
		o.SkipResolveEnvironment, o.SkipResolveLabels, o.ResolvePaths, o.SkipDefaultValues = true, true, false, true
		o.Interpolate.LookupValue = func(string) (string, bool) { return "1", true }
	})
	if err == nil || ctx.Err() != nil {
		return nil
	}
	return f.refused(err.Error())
}

// quietCompose keeps compose-go's warnings off the terminal. They go through a logger that nothing else here uses.
var quietCompose = sync.OnceFunc(func() { logrus.SetOutput(io.Discard) })

// composeName stands for the file in Compose's messages, and is taken out of them.
const composeName = "compose.yaml"
