package plain

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain fails the tests when a goroutine of theirs is left at the end: what they started was not stopped, or not
// waited for.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
