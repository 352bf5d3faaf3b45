package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"tutor/internal/explain"
	"tutor/runner"
)

// imageJSON is what `tutor explain --image NAME --format json` prints.
type imageJSON struct {
	Schema       int             `json:"schema"`
	Image        string          `json:"image"`
	Architecture string          `json:"arch"`
	Bytes        int64           `json:"bytes"`
	User         string          `json:"user"`
	WorkingDir   string          `json:"working_dir"`
	Env          []string        `json:"env"`
	Entrypoint   []string        `json:"entrypoint"`
	Cmd          []string        `json:"cmd"`
	Ports        []string        `json:"ports"`
	Healthcheck  []string        `json:"healthcheck"`
	File         string          `json:"file"` // the Dockerfile that the lines are of; empty when none fits
	Layers       []explain.Layer `json:"layers"`
}

// explainImage shows an image: what it starts, and its layers beside the lines that made them.
func (o *explainOptions) explainImage(ctx context.Context, args []string) error {
	if strings.HasPrefix(o.image, "-") {
		return usageError{fmt.Errorf("%q is no name of an image", o.image)}
	}
	if o.format != "text" && o.format != "json" {
		return usageError{fmt.Errorf("--image has the formats text and json, not %s", o.format)}
	}
	facts, err := o.runner().ImageFacts(ctx, o.image)
	if err != nil {
		return noImage(o.image, err)
	}
	file, layers, doc, err := o.layers(args, facts)
	if err != nil {
		return err
	}
	if o.format == "json" {
		return writeJSON(o.Out, imageJSON{
			explainSchema, o.image, facts.Architecture, facts.Bytes, facts.User, facts.WorkingDir, notNull(facts.Env), notNull(facts.Entrypoint),
			notNull(facts.Cmd), notNull(facts.Ports), notNull(facts.Health), file, layers,
		})
	}
	o.imageText(facts, file, layers, doc)
	return nil
}

func notNull(words []string) []string {
	if words == nil {
		return []string{}
	}
	return words
}

// noImage tells an image that is not there from a Docker that does not answer.
func noImage(image string, err error) error {
	var p *runner.Problem
	if errors.As(err, &p) && strings.Contains(strings.ToLower(p.Output), "no such image") {
		return usageError{fmt.Errorf("there is no image %s on this machine; docker image ls lists those that are", image)}
	}
	return err
}

// layers lays the image's layers beside the lines of the Dockerfile, when there is one and it made the image.
func (o *explainOptions) layers(args []string, facts runner.ImageFacts) (file string, layers []explain.Layer, doc *explain.Document, err error) {
	steps := make([]explain.Made, len(facts.Layers))
	for i, l := range facts.Layers {
		steps[i] = explain.Made{By: l.CreatedBy, Bytes: l.Bytes}
	}
	var text []byte
	file = "Dockerfile"
	if len(args) > 0 {
		file = args[0]
		if text, err = readText(o.In, file); err != nil {
			return "", nil, nil, err
		}
	} else if _, statErr := os.Stat(file); statErr == nil {
		text, _ = readText(o.In, file) // without it the layers are shown alone
	}
	layers, matched := explain.Layers(text, steps)
	if !matched {
		return "", layers, nil, nil
	}
	doc, err = explain.Dockerfile(text, aroundOf(file))
	return file, layers, doc, err
}

func (o *explainOptions) imageText(f runner.ImageFacts, file string, layers []explain.Layer, doc *explain.Document) {
	p := &page{width: o.textWidth()}
	p.put("", fmt.Sprintf("Image %s, %s, for %s", o.image, explain.Size(f.Bytes), f.Architecture))
	p.WriteString("\n")
	for _, row := range imageRows(f) {
		p.put(fmt.Sprintf("  %-14s", row[0]), row[1])
	}
	p.WriteString("\n")
	switch {
	case file != "":
		p.put("", "Its layers, beside the lines of "+file+" that made them:")
	default:
		p.put("", "Its layers. No Dockerfile that made them was found here, so they are in the builder's own words:")
	}
	p.WriteString("\n")
	p.layers(layers)
	p.WriteString("\n")
	for _, line := range weight(f.Bytes, layers, doc) {
		p.put("", line)
	}
	o.printf("%s", p.String())
}

// imageRows say what a container of the image gets.
func imageRows(f runner.ImageFacts) [][2]string {
	user, health := f.User, "none, so Docker knows only whether the process lives"
	if user == "" || user == "0" {
		user = "root"
	}
	if len(f.Health) > 0 && f.Health[0] != "NONE" {
		health = strings.Join(f.Health[1:], " ")
	}
	start := strings.Join(slices.Concat(f.Entrypoint, f.Cmd), " ")
	if start == "" {
		start = "nothing: docker run has to name a command"
	}
	ports := strings.Join(f.Ports, ", ")
	if ports == "" {
		ports = "none noted"
	}
	folder := f.WorkingDir
	if folder == "" {
		folder = "/"
	}
	rows := [][2]string{{"starts", start}, {"as", user}, {"in", folder}, {"ports", ports}, {"health check", health}}
	for i, e := range f.Env {
		label := ""
		if i == 0 {
			label = "environment"
		}
		rows = append(rows, [2]string{label, e})
	}
	return rows
}

// barCells is how long the longest bar is.
const barCells = 16

// layers draws one line for each layer: the line of the file, the size, a bar, and the instruction.
func (p *page) layers(layers []explain.Layer) {
	most := int64(1)
	for _, l := range layers {
		most = max(most, l.Bytes)
	}
	for _, l := range layers {
		line := ""
		if l.Line > 0 {
			line = fmt.Sprint(l.Line)
		}
		text := l.Text
		if l.Line == 0 && text == "" {
			text = "the base image"
		}
		bar := strings.Repeat("#", int((l.Bytes*barCells+most/2)/most))
		p.put(fmt.Sprintf("%5s %9s  %-*s  ", line, explain.Size(l.Bytes), barCells, bar), text)
	}
}

// heavy is which part of an image a layer has to be to be worth a word, in percent.
const heavy = 10

// weight says where the weight is, and what would shrink it.
func weight(total int64, layers []explain.Layer, doc *explain.Document) []string {
	var own, base int64
	for _, l := range layers {
		if l.Line > 0 {
			own += l.Bytes
		} else {
			base += l.Bytes
		}
	}
	if doc == nil || total == 0 {
		return nil
	}
	lines := []string{fmt.Sprintf("The base image is %s of it, your lines are %s.", explain.Size(base), explain.Size(own))}
	for _, l := range layers {
		if l.Line == 0 || l.Bytes*100 < total*heavy {
			continue
		}
		lines = append(lines, fmt.Sprintf("Line %d adds %s, %d%% of the image.%s", l.Line, explain.Size(l.Bytes), l.Bytes*100/total, shrinks(l, doc)))
	}
	if base*100 > total*60 {
		for _, f := range doc.Findings {
			if f.ID == "base-large" {
				lines = append(lines, f.Fix)
			}
		}
	}
	return lines
}

// shrinks is what the findings about a line say that makes it smaller.
func shrinks(l explain.Layer, doc *explain.Document) string {
	for _, f := range doc.Findings {
		if f.Line == l.Line && slices.Contains([]string{"apt-lists-left", "pip-cache-left", "apk-cache-left", "chown-doubles", "no-dockerignore"}, f.ID) {
			return " " + f.Fix
		}
	}
	return ""
}
