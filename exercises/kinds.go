package exercises

import (
	"errors"
	"reflect"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// kind is one sort of check: its name in exercise.yaml, how long it may take, and its settings.
type kind struct {
	name     string
	deadline time.Duration
	settings reflect.Type
	decode   func(ast.Node) (Settings, error)
}

// kinds lists every kind of check. A new kind is one file and one line here.
func kinds() []kind {
	return []kind{
		newKind("build", 5*time.Minute, Build{MaxContextMB: 256}),
		newKind("start", 20*time.Second, Start{}),
		newKind("http", 10*time.Second, HTTP{Method: "GET", Status: 200}),
		newKind("env", 40*time.Second, Env{Path: "/"}),
		newKind("health", 45*time.Second, Health{}),
		newKind("logs", 10*time.Second, Logs{}),
		newKind("stop", 45*time.Second, Stop{GraceSeconds: 10}),
		newKind("readiness", 10*time.Second, Readiness{}),
		newKind("file", 5*time.Second, File{}),
		newKind("dockerfile", 10*time.Second, Dockerfile{}),
		newKind("image", 10*time.Second, Image{}),
		newKind("answer", 10*time.Second, Answer{File: "answer.md"}),
	}
}

func newKind[T Settings](name string, deadline time.Duration, defaults T) kind {
	return kind{
		name: name, deadline: deadline, settings: reflect.TypeFor[T](),
		decode: func(node ast.Node) (Settings, error) {
			settings := defaults
			if node == nil {
				return settings, nil
			}
			err := yaml.NodeToValue(node, &settings, yaml.Strict())
			return settings, err
		},
	}
}

// Kinds lists the names that `kind` of a check can have.
func Kinds() []string {
	var names []string
	for _, k := range kinds() {
		names = append(names, k.name)
	}
	return names
}

func findKind(name string) (kind, bool) {
	for _, k := range kinds() {
		if k.name == name {
			return k, true
		}
	}
	return kind{}, false
}

// Timeout is how long the check may take: its own deadline, else its kind's. It is 0 for an unknown kind.
func (c *Check) Timeout() time.Duration {
	if c.Deadline > 0 {
		return c.Deadline
	}
	k, _ := findKind(c.Kind)
	return k.deadline
}

// yamlProblem places an error of the YAML package.
func yamlProblem(at place, err error) Problem {
	var placed yaml.Error
	if errors.As(err, &placed) && placed.GetToken() != nil && placed.GetToken().Position != nil {
		p := placed.GetToken().Position
		at := Problem{File: at.file, Line: max(p.Line, 1), Col: max(p.Column, 1), Rule: "yaml-syntax"}
		at.Message = placed.GetMessage() + ` (write "key: value" lines; put text with special characters in quotes)`
		return at
	}
	return at.problem("yaml-syntax", "%v (see exercises/README.md for the keys)", err)
}
