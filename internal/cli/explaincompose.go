package cli

import (
	"context"
	"errors"

	"tutor/internal/explain"
)

func explainCompose(ctx context.Context, name string, text []byte) (*explain.Document, error) {
	doc, err := explain.Compose(ctx, name, text)
	var wrong *explain.ComposeError
	if errors.As(err, &wrong) {
		return nil, usageError{mistakeError{name, explain.Mistake{Line: wrong.Line, Text: wrong.Text, What: wrong.Message, Fix: wrong.Fix}}}
	}
	return doc, err
}
