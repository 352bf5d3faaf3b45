// Package styles stands in for chroma's package of that name.
package styles

import "github.com/alecthomas/chroma/v2"

// Registry holds the styles that were registered, by name.
//
//nolint:gochecknoglobals // glamour reads it under this name
var Registry = map[string]*chroma.Style{}

// Register adds a style and returns it. Like chroma's, it is not safe for use by several goroutines; glamour locks.
func Register(style *chroma.Style) *chroma.Style {
	Registry[style.Name] = style
	return style
}
