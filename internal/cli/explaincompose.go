package cli

import (
	"context"
	"errors"

	"tutor/internal/explain"
)

func explainCompose(_ context.Context, _ string, _ []byte) (*explain.Document, error) {
	return nil, usageError{errors.New("a Compose file cannot be explained yet")}
}
