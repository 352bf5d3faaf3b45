package cli

import (
	"context"
	"errors"

	"tutor/internal/explain"
)

func (o *explainOptions) explainCompose(ctx context.Context, name string, text []byte) (*explain.Document, error) {
	return nil, usageError{errors.New("Compose files cannot be explained yet")}
}
