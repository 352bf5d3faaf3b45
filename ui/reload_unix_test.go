//go:build unix

package ui

import (
	"context"
	"errors"
	"testing"
)

func TestAPreviewThatCannotWatch(t *testing.T) {
	x := startTerminal(t.Context(), t, "", func(o *Options, _ *memory) {
		o.Watch = func(context.Context, func(Reload)) error { return errors.New("too many files are watched") }
	})
	x.waitFor("too many files are watched")
	x.write("q")
	if err := x.end(); err != nil {
		t.Error(err)
	}
}
