package lessons

import (
	"errors"
	"io/fs"

	"github.com/goccy/go-yaml/ast"

	"tutor/internal/schema"
)

// outlineFile is the file, at the top of a course folder, that says what the
// course as a whole is about. A course can do without.
const outlineFile = "course.yaml"

// Objective is something that the course as a whole teaches.
type Objective struct {
	ID   string
	Text string // plain, one sentence
}

// outline is what the outline file says.
type outline struct {
	title      string
	objectives []Objective
	nodes      []ast.Node // where each objective stands
	src        *source    // nil without a file
}

func outlineFields(o *outline, objectives *[]ast.Node) []field {
	return []field{
		{"title", "title: Containers from zero", titleSchema("The name of the course."), func(n ast.Node) []mistake { return setTitle(&o.title, n) }},
		{"objectives", "", objectivesSchema(), func(n ast.Node) []mistake {
			list, ok := n.(*ast.SequenceNode)
			if !ok || len(list.Values) == 0 {
				return []mistake{{n, "wrong-type", "must be a list of entries with id and text"}}
			}
			*objectives = list.Values
			return nil
		}},
	}
}

func objectiveFields(o *Objective) []field {
	return []field{
		{"id", "id: read-dockerfile", schema.Name("What lessons write under practises."), func(n ast.Node) []mistake { return setName(&o.ID, n) }},
		{"text", "text: Read a Dockerfile", schema.Text("What a learner can do, in one sentence."), func(n ast.Node) []mistake { return setText(&o.Text, n) }},
	}
}

func readOutline(from Source) (outline, Problems) {
	data, err := readLimited(from.FS, outlineFile)
	if errors.Is(err, fs.ErrNotExist) {
		return outline{}, nil
	}
	if err != nil {
		return outline{}, Problems{{File: from.path(outlineFile), Line: 1, Col: 1, Rule: "unreadable", Message: err.Error()}}
	}
	src, problems := newSource(from.path(outlineFile), data, "begin it with a line such as \"title: Containers from zero\", or remove it")
	if len(problems) > 0 {
		return outline{}, problems
	}
	if len(src.text) > maxFrontMatter {
		return outline{}, Problems{src.problem(0, "front-matter-long", "%s has more than %d bytes; shorten it", outlineFile, maxFrontMatter)}
	}
	o := outline{src: src}
	r := newFieldReader(src, outlineFile, "course", outlineFields(&o, &o.nodes))
	r.read(src.text)
	problems = r.problems
	for _, n := range o.nodes {
		problems = append(problems, o.readObjective(n)...)
	}
	return o, problems
}

func (o *outline) readObjective(n ast.Node) Problems {
	var objective Objective
	r := newFieldReader(o.src, "objective", "objective", objectiveFields(&objective))
	r.inner = true
	mapping, ok := n.(ast.MapNode)
	if !ok {
		r.addNode(n, "objective-form", "an objective must have an id and a text; write them as \"- id: ...\" and, below it, \"text: ...\"")
		return r.problems
	}
	r.mapping(mapping)
	for _, other := range o.objectives {
		if objective.ID != "" && other.ID == objective.ID {
			r.addNode(n, "duplicate-id", "objective %q is already there; give each its own id", objective.ID)
		}
	}
	o.objectives = append(o.objectives, objective)
	return r.problems
}

// merged is what the folders of a course say together. The first title counts.
func merged(outlines []outline) outline {
	var all outline
	for _, o := range outlines {
		if all.title == "" {
			all.title = o.title
		}
		all.objectives = append(all.objectives, o.objectives...)
	}
	return all
}

// twiceObjectives reports objectives that an earlier folder has; those within
// one folder its reader has reported.
func twiceObjectives(outlines []outline) Problems {
	var problems Problems
	owner := map[string]string{}
	for _, o := range outlines {
		for i, objective := range o.objectives {
			first, taken := owner[objective.ID]
			switch {
			case !taken && objective.ID != "":
				owner[objective.ID] = o.src.file
			case taken && first != o.src.file:
				problems = append(problems, o.at(i, "duplicate-id",
					"objective %q is already in %s; give each its own id", objective.ID, first))
			}
		}
	}
	return problems
}

// at places a problem at an objective.
func (o outline) at(i int, rule, format string, args ...any) Problem {
	node := o.nodes[i]
	if mapping, ok := node.(ast.MapNode); ok {
		if pairs := mapping.MapRange(); pairs.Next() {
			node = pairs.Key() // the mapping's own place is its first colon
		}
	}
	p := node.GetToken().Position
	return o.src.problemAt(p.Line-1, p.Column, rule, format, args...)
}
