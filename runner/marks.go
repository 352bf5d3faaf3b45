package runner

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// labels are the marks of one resource.
type labels struct {
	id    string
	owner owner
	run   string
	keep  bool
	block bool   // a command block started it
	image string // id of a container's image
}

// resource is what `docker inspect` says about a resource of any kind.
type resource struct {
	ID     string
	Names  []string
	Image  string // id of a container's image
	Step   string // not empty for a container in which the legacy builder wrote an instruction down
	Labels map[string]string
}

// resourceFormat makes docker print a resource as JSON. It asks for our labels alone: an image has as many others as
// its author likes, each as long as they like.
func resourceFormat(kind string) string {
	id, names, image, step := ".Id", "[{{json .Name}}]", `""`, ""
	within, end := "{{with .Config}}{{with .Labels}}", "{{end}}{{end}}" // null where there are none
	switch kind {
	case "container":
		image, step = "{{json .Image}}", `{{range .Config.Cmd}}{{if eq (printf "%.7s" .) "#(nop) "}}+{{end}}{{end}}`
	case "image":
		names = "{{json .RepoTags}}"
	case "network":
		within, end = "{{with .Labels}}", "{{end}}"
	case "volume":
		id, within, end = ".Name", "{{with .Labels}}", "{{end}}"
	}
	var marks []string
	for _, l := range []string{labelPID, labelPIDStart, labelHost, labelRun, labelKeep, labelBlock} {
		marks = append(marks, `"`+l+`":{{json (index . "`+l+`")}}`)
	}
	return `{"id":{{json ` + id + `}},"names":` + names + `,"image":` + image + `,"step":"` + step + `","labels":{ ` + within + strings.Join(marks, ",") + end + `}}`
}

// marked lists the resources of a kind that carry the label filter and all marks of an owner.
// Anything with less is not ours. The ids in but are left out: they are known, and cost no command.
func (d docker) marked(ctx context.Context, k kind, filter string, but ...string) ([]labels, error) {
	out, err := d.list(ctx, k, filter)
	if err != nil {
		return nil, err
	}
	ids := slices.DeleteFunc(unique(strings.Fields(out.stdout)), func(id string) bool { return slices.Contains(but, id) })
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := d.inspectAll(ctx, k.name, ids)
	if err != nil {
		return nil, err
	}
	var all []labels
	for _, r := range found {
		if l, ok := r.marks(); ok {
			all = append(all, l)
		}
	}
	return d.withoutInherited(ctx, all)
}

// inspectAll inspects those of the resources that are still there.
func (d docker) inspectAll(ctx context.Context, kind string, ids []string) ([]resource, error) {
	args := append([]string{kind, "inspect", "--format", resourceFormat(kind)}, ids...)
	out, err := d.run(ctx, args...)
	var p *Problem
	if errors.As(err, &p) && !containsAny(strings.ToLower(p.Output), []string{"no such", "not found"}) {
		return nil, err
	}
	var all []resource
	for line := range strings.Lines(out.stdout) {
		if strings.TrimSpace(line) == "" { // all of them have gone since they were listed
			continue
		}
		var r resource
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			return nil, notJSON(args, err)
		}
		all = append(all, r)
	}
	return all, nil
}

// listTries is how often a list is asked for: the engine fails when something goes away while it makes one.
const listTries = 3

func (d docker) list(ctx context.Context, k kind, filter string) (out output, err error) {
	for range listTries {
		out, err = d.run(ctx, append(slices.Clone(k.list), "--filter", "label="+filter)...)
		if err == nil || !strings.Contains(strings.ToLower(err.Error()), "no such") {
			break
		}
	}
	return out, err
}

// marks returns the marks of a resource, and whether they are all there and are its own.
func (r resource) marks() (labels, bool) {
	l := labels{
		id: r.ID, run: r.Labels[labelRun], keep: r.Labels[labelKeep] == "1", image: r.Image,
		owner: owner{start: r.Labels[labelPIDStart], host: r.Labels[labelHost]},
	}
	var err error
	if l.owner.pid, err = strconv.Atoi(r.Labels[labelPID]); err != nil || l.owner.start == "" || l.run == "" {
		return labels{}, false
	}
	l.block = r.Image != "" && r.Labels[labelBlock] == l.run
	// A block's container has the name that its author or Docker gave it. So has one in which the legacy builder wrote an
	// instruction down: it never ran, it has the labels the build had set so far, and a killed build may leave it.
	return l, l.block || r.Step != "" || r.named(l.run)
}

// named says whether all names of a resource are those its run gave it. Labels alone are not enough: an image built on
// a kept one inherits them, and so does a container that somebody starts from it.
func (r resource) named(run string) bool {
	for _, name := range r.Names {
		if name != "" && (!strings.HasPrefix(strings.TrimPrefix(name, "/"), "tutor-") || !strings.Contains(name, run)) {
			return false
		}
	}
	return true
}

// withoutInherited drops the containers that have the mark of a command block from their image alone: somebody
// committed the block's container, and started another from that.
func (d docker) withoutInherited(ctx context.Context, all []labels) ([]labels, error) {
	var images []string
	for _, l := range all {
		if l.block {
			images = append(images, l.image)
		}
	}
	if len(images) == 0 {
		return all, nil
	}
	found, err := d.inspectAll(ctx, "image", unique(images))
	if err != nil {
		return nil, err
	}
	inherited := map[string]string{}
	for _, image := range found {
		inherited[image.ID] = image.Labels[labelBlock]
	}
	return slices.DeleteFunc(all, func(l labels) bool { return l.block && inherited[l.image] == l.run }), nil
}
