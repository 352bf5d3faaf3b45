package exercises

import (
	"reflect"
	"time"

	"github.com/goccy/go-yaml/ast"

	"tutor/internal/rubric"
	"tutor/internal/schema"
)

// Schema describes exercise.yaml. Its keys and types are those of Exercise, Check, Mutant and the settings of the kinds;
// the tables below add what types do not say.
func Schema() *schema.Schema {
	s := objectOf(reflect.TypeFor[Exercise](), exerciseKeys(), "id", "number", "title", "lesson", "starter", "reference", "checks")
	s.Properties["checks"].MinItems = 1
	checks := s.Properties["checks"].Items
	checks.AllOf = append(checks.AllOf, kindSchemas()...)
	return s
}

// RubricSchema describes the YAML file that prose is judged by.
func RubricSchema() *schema.Schema {
	return objectOf(reflect.TypeFor[rubric.Rubric](), keys{
		"min_words": schema.Number(1, 0, "How many words of their own a learner writes at least."),
		"at_least":  schema.Number(0, 0, "How many of the optional criteria are needed."),
		"words":     {Description: "Groups of words that mean the same here; a phrase names one as <name>."},
		"criteria": {Description: "What a right answer says.", Items: objectOf(reflect.TypeFor[rubric.Criterion](), keys{
			"id":       schema.Name("Unique in the rubric."),
			"title":    schema.Text("Names it in a list, without giving the answer away."),
			"missing":  schema.Text("What to write about when it was not found."),
			"optional": {Description: "Whether it is one of those of which at_least are needed."},
			"topic":    {Description: "Words that name something which the answer gives a reason for."},
			"any":      {Description: "Phrases, of which one is enough."},
			"maybe":    {Description: "Phrases that may mean it: a person has to decide."},
		}, "id", "title", "missing", "any")},
		"misconceptions": {Description: "What is not so; an answer that states one fails.", Items: objectOf(reflect.TypeFor[rubric.Misconception](), keys{
			"id":     schema.Name("Unique in the rubric."),
			"any":    {Description: "Phrases, of which one is enough."},
			"unless": {Description: "Phrases that make the sentence right after all."},
			"why":    schema.Text("What is wrong about it, told to the learner."),
		}, "id", "any", "why")},
		"given": {Description: "Texts that do not count when a learner copies them."},
	}, "min_words", "criteria")
}

// keys says more about the keys of a type.
type keys map[string]*schema.Schema

func exerciseKeys() keys {
	return keys{
		"id":         schema.Name("The name of the exercise's folder."),
		"number":     schema.Number(1, 0, "What a learner may type instead of the id."),
		"title":      {Description: "A few words for the list of exercises.", Pattern: `\S`, MaxLength: maxTitle},
		"summary":    {Description: "One sentence for the course map."},
		"lesson":     schema.Text("Id of the lesson that it practises."),
		"minutes":    schema.Number(0, 0, "How long a learner needs, about."),
		"objectives": {Description: "Ids of the objectives in course.yaml that it practises."},
		"continues":  {Description: "Id of an exercise: who has passed it begins with their own work on it."},
		"next":       {Description: "What a professional would do next: shown once the exercise is passed."},
		"starter":    schema.Text("Folder for a new workspace, usually starter. It must fail."),
		"reference":  schema.Text("Folder with the right solution, usually reference. It must pass."),
		"checks": {Description: "What the work is asked for, in the order it is shown.", Items: objectOf(
			reflect.TypeFor[Check](), checkKeys(), "id", "title", "kind")},
		"mutants": {Description: "Wrong solutions, each laid over the reference. Each must fail with its own cause.", Items: objectOf(
			reflect.TypeFor[Mutant](), mutantKeys(), "name", "check", "cause")},
	}
}

func checkKeys() keys {
	return keys{
		"id":       schema.Name("Unique in the exercise."),
		"title":    {Description: "What holds when the check passes.", Pattern: `\S`, MaxLength: maxCheckTitle},
		"kind":     schema.OneOf(Kinds(), "What is looked at."),
		"needs":    {Description: "Ids of checks that must pass first; else this one is blocked."},
		"advice":   {Description: "Makes the check a piece of advice, which never fails the exercise: why it matters and what to do."},
		"lesson":   {Description: "Id of the lesson to read again; else the cause's own."},
		"deadline": {Description: "How long the check may take, such as 30s or 5m; else the kind's own.", Pattern: `^([0-9]+(\.[0-9]*)?(ns|us|µs|ms|s|m|h))+$`},
		"points":   schema.Number(0, 0, "What passing it is worth."),
		"hints":    {Description: "For a cause, three hints in place of the tutor's own, from a nudge to how to fix it."},
		"with":     {Description: "The settings of the kind."},
	}
}

func mutantKeys() keys {
	return keys{
		"name":   schema.Name("The folder under mutants."),
		"check":  schema.Text("Id of the required check that must fail."),
		"cause":  schema.OneOf(learnerCauses(), "The cause that the check must name."),
		"remove": {Description: "Files of the reference that the mutant does not have."},
	}
}

// settingKeys are the keys under with, of all kinds.
func settingKeys() keys {
	return keys{
		"max_context_mb": schema.Number(1, 0, "How large the build context may be, in MB, after .dockerignore."),
		"port":           schema.Number(1, 65535, "The port inside the container."),
		"method":         schema.OneOf(httpMethods(), "The method of the request."),
		"path":           {Description: "With its leading slash.", Pattern: `^/[^ \t\r\n#]*$`},
		"status":         schema.Number(100, 599, "The status of the answer."),
		"json":           {Description: "What the body must contain. Objects are compared key by key; <string>, <number>, <boolean>, <object>, <array> and <any> stand for any value of the type."},
		"max_ms":         schema.Number(0, 0, "How long the answer may take, in milliseconds; 0 means no limit."),
		"headers":        {Description: "Headers that the answer must have, and their values; <any> asks only that the header is there."},
		"env":            {Description: "Variables and their values: sent to the container, or, of an image, set by it; <any> asks only that the image sets it."},
		"name":           {Description: "The name of the variable.", Pattern: `^[A-Za-z_][A-Za-z0-9_]*$`},
		"values":         {Description: "Two or more values that are sent, instead of random ones."},
		"at":             {Description: "Where in the JSON the value must be, as keys joined by dots; else anywhere."},
		"default":        {Description: "The value that the task suggests for a run without the variable."},
		"others":         {Description: "Variables that the service need not show; one that it shows must follow its own value."},
		"declared_only":  {Description: "Whether the HEALTHCHECK instruction alone is asked for."},
		"contains":       {Description: "What must be there: a part of a line that is printed, or texts of a file."},
		"lacks":          {Description: "What must not be there: instructions of the Dockerfile, or texts of a file."},
		"matches":        {Description: "A regular expression (RE2) that must match somewhere in the file."},
		"absent":         {Description: "Whether the file must not be there at all."},
		"grace_seconds":  schema.Number(1, 30, "How long the container may take to end."),
		"has":            {Description: "Instructions that the Dockerfile must have, such as HEALTHCHECK or COPY requirements.txt."},
		"order":          {Description: "Instructions that the Dockerfile must have, each after the one before."},
		"cmd":            {Description: "The image's CMD, word by word."},
		"entrypoint":     {Description: "The image's ENTRYPOINT, word by word."},
		"healthcheck":    {Description: "Whether the image must declare a HEALTHCHECK."},
		"max_mb":         schema.Number(0, 0, "How large the image may be, in MB of 1,000,000 bytes."),
		"rule":           schema.OneOf(Rules(), "The rule that the Dockerfile keeps."),
		"exposes":        schema.Number(0, 65535, "A TCP port that the image must expose."),
		"step":           schema.OneOf(ComposeSteps(), "What is asked of the Compose file."),
		"service":        {Description: "Name of the service that is looked at; without it, the one that suits best."},
		"build":          {Description: "Whether the service must be built from the workspace."},
		"variable":       {Description: "A variable that the Compose file sets and the service shows."},
		"within_s":       schema.Number(1, 0, "How long the services may take to become healthy, in seconds."),
		"non_root":       {Description: "Whether the image's user must not be root."},
		"file":           {Description: "The file in the learner's folder, with slashes."},
		"section":        schema.Text("The heading that holds the answer, as the starter has it."),
		"choices": {Description: "The options of a question, as the starter has them.", Items: objectOf(reflect.TypeFor[Choice](), keys{
			"text":  schema.Text("As the starter has it."),
			"right": {Description: "Whether it is to be ticked."},
			"why":   {Description: "Why it is wrong, told to a learner who ticked it. It must not name the right one."},
		}, "text")},
		"rubric": {Description: "The file in the exercise's folder that prose is judged by."},
	}
}

// kindSchemas say, for each kind, which settings a check of it has.
func kindSchemas() []*schema.Schema {
	var all []*schema.Schema
	for _, k := range kinds() {
		with := objectOf(k.settings, settingKeys())
		defaults(with, k)
		all = append(all, &schema.Schema{
			If:   &schema.Schema{Properties: map[string]*schema.Schema{"kind": {Const: k.name}}},
			Then: &schema.Schema{Properties: map[string]*schema.Schema{"with": with}},
		})
	}
	return all
}

// defaults adds the values that a kind has without a key.
func defaults(with *schema.Schema, k kind) {
	settings, err := k.decode(nil)
	if err != nil {
		return // no kind has settings that cannot be left out
	}
	value := reflect.ValueOf(settings)
	for i := range value.NumField() {
		if name := yamlKey(value.Type().Field(i)); !value.Field(i).IsZero() {
			with.Properties[name].Default = value.Field(i).Interface()
		}
	}
}

// objectOf makes the schema of a struct. Its keys and their types come from the struct, the rest from more.
func objectOf(t reflect.Type, more keys, required ...string) *schema.Schema {
	properties := map[string]*schema.Schema{}
	for name, typ := range yamlFields(t) {
		s := &schema.Schema{}
		if more[name] != nil {
			*s = *more[name]
		}
		typed(s, typ)
		properties[name] = s
	}
	return schema.Object(properties, required...)
}

func typed(s *schema.Schema, t reflect.Type) {
	switch {
	case t == reflect.TypeFor[ast.Node]():
		s.Type = "object"
	case t == reflect.TypeFor[time.Duration](), t.Kind() == reflect.String:
		s.Type = "string"
	case t.Kind() == reflect.Int:
		s.Type = "integer"
	case t.Kind() == reflect.Bool:
		s.Type = "boolean"
	case t.Kind() == reflect.Map:
		s.Type = "object"
	case t.Kind() == reflect.Slice:
		s.Type = "array"
		if s.Items == nil {
			s.Items = &schema.Schema{}
			typed(s.Items, t.Elem())
		}
	}
}
