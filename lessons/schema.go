package lessons

import "tutor/internal/schema"

// FrontMatterSchema describes the front matter of a lesson.
func FrontMatterSchema() *schema.Schema {
	s := objectOf(fields(&Meta{}))
	s.Required = append(s.Required, "objectives") // Load is content without, Lint is not
	return s
}

// OutlineSchema describes course.yaml.
func OutlineSchema() *schema.Schema {
	return objectOf(outlineFields(&outline{}, nil))
}

func objectivesSchema() *schema.Schema {
	return schema.List(objectOf(objectiveFields(&Objective{})), "What the course as a whole teaches. Lessons practise each at least twice.")
}

func titleSchema(description string) *schema.Schema {
	return &schema.Schema{Type: "string", Description: description, MaxLength: maxTitleCells, Pattern: `^[^\n]*\S[^\n]*$`}
}

// objectOf makes the schema of a table of keys: those with an example are
// required.
func objectOf(all []field) *schema.Schema {
	properties := make(map[string]*schema.Schema, len(all))
	var required []string
	for _, f := range all {
		properties[f.key] = f.schema
		if f.example != "" {
			required = append(required, f.key)
		}
	}
	return schema.Object(properties, required...)
}
