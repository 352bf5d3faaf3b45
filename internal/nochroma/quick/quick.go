// Package quick stands in for chroma's package of that name.
package quick

import "io"

// Highlight writes the source as it is; its error is that of the writer.
func Highlight(w io.Writer, source, _, _, _ string) error {
	_, err := io.WriteString(w, source)
	return err
}
