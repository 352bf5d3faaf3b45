// Package schema is the part of JSON Schema that describes the files of a course, for editors.
//
// The specification is https://json-schema.org/draft/2020-12.
package schema

import (
	"fmt"
	"strings"
)

// Draft is the version of JSON Schema that the documents are written in.
const Draft = "https://json-schema.org/draft/2020-12/schema"

// Schema says which values are allowed. What is empty is not asked for.
type Schema struct {
	Dialect     string             `json:"$schema,omitempty"`
	Title       string             `json:"title,omitempty"`
	Description string             `json:"description,omitempty"`
	Type        string             `json:"type,omitempty"`
	Const       any                `json:"const,omitempty"`
	Enum        []string           `json:"enum,omitempty"`
	Default     any                `json:"default,omitempty"`
	Pattern     string             `json:"pattern,omitempty"`
	MinLength   int                `json:"minLength,omitempty"`
	MaxLength   int                `json:"maxLength,omitempty"`
	Minimum     *int               `json:"minimum,omitempty"`
	Maximum     *int               `json:"maximum,omitempty"`
	Properties  map[string]*Schema `json:"properties,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Closed      *bool              `json:"additionalProperties,omitempty"` // false: no other keys
	Items       *Schema            `json:"items,omitempty"`
	MinItems    int                `json:"minItems,omitempty"`
	AllOf       []*Schema          `json:"allOf,omitempty"`
	AnyOf       []*Schema          `json:"anyOf,omitempty"`
	If          *Schema            `json:"if,omitempty"`
	Then        *Schema            `json:"then,omitempty"`
	Defs        map[string]*Schema `json:"$defs,omitempty"`
	Ref         string             `json:"$ref,omitempty"`
}

// Kebab is small letters and digits, with single dashes between.
const Kebab = "^[a-z0-9]+(-[a-z0-9]+)*$"

// IsKebab says whether the name matches Kebab. It is asked of every name of a course at each start, so it is no regular
// expression, which would have to be compiled first.
func IsKebab(name string) bool {
	for part := range strings.SplitSeq(name, "-") {
		if part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return true
}

// Text is text that is not blank.
func Text(description string) *Schema {
	return &Schema{Type: "string", Description: description, Pattern: `\S`}
}

// Name is an id.
func Name(description string) *Schema {
	return &Schema{Type: "string", Description: description, Pattern: Kebab}
}

// OneOf is one of the words.
func OneOf(words []string, description string) *Schema {
	return &Schema{Type: "string", Description: description, Enum: words}
}

// Number is a whole number from least to most; no limit where most is 0.
func Number(least, most int, description string) *Schema {
	s := &Schema{Type: "integer", Description: description, Minimum: &least}
	if most != 0 {
		s.Maximum = &most
	}
	return s
}

// List is a list with at least one item.
func List(items *Schema, description string) *Schema {
	return &Schema{Type: "array", Description: description, Items: items, MinItems: 1}
}

// Object is an object with these keys and no others.
func Object(properties map[string]*Schema, required ...string) *Schema {
	no := false
	return &Schema{Type: "object", Properties: properties, Required: required, Closed: &no}
}

// Document makes a schema one that stands alone.
func (s *Schema) Document(title string) *Schema {
	alone := *s
	alone.Dialect, alone.Title = Draft, title
	return &alone
}

// Together is a document that takes what any of the schemas takes. Each can be referred to by its name.
func Together(defs map[string]*Schema, names ...string) *Schema {
	all := &Schema{Dialect: Draft, Defs: defs}
	for _, name := range names {
		all.AnyOf = append(all.AnyOf, &Schema{Ref: fmt.Sprintf("#/$defs/%s", name)})
	}
	return all
}
