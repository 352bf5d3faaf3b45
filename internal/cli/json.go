package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"tutor/internal/term"
)

// writeJSON writes one document. A terminal can act on none of it, and nothing is lost: what it could act on is
// written as a JSON escape.
func writeJSON(w io.Writer, v any) error {
	doc, err := encodeJSON(v, "  ")
	if err != nil {
		return err
	}
	return putJSON(w, doc)
}

// encodeJSON is a document, with a line feed at its end and, without an indent, nowhere else.
func encodeJSON(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("encode JSON: %w", err)
	}
	return escapeUnsafe(b.Bytes()), nil
}

func putJSON(w io.Writer, doc []byte) error {
	if _, err := w.Write(doc); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

// escapeUnsafe works on valid JSON, where only strings hold such runes and a line feed is layout.
func escapeUnsafe(doc []byte) []byte {
	var b bytes.Buffer
	b.Grow(len(doc))
	for _, r := range string(doc) {
		if r != '\n' && term.IsUnsafe(r) {
			fmt.Fprintf(&b, `\u%04x`, r) // all of them are in the basic plane
			continue
		}
		b.WriteRune(r)
	}
	return b.Bytes()
}
