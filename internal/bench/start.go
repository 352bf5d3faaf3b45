package main

import (
	"context"
	"fmt"
	"os"
	"time"
)

// maxBinary is how large the stripped program may be, in MB of a million bytes.
const maxBinary = 25

func measureSize(_ context.Context, b *bench) error {
	size := func(path string) (float64, error) {
		info, err := os.Stat(path)
		if err != nil {
			return 0, err
		}
		return float64(info.Size()) / 1e6, nil
	}
	tutor, err := size(b.tutor)
	if err != nil {
		return err
	}
	floor, err := size(b.floor)
	if err != nil {
		return err
	}
	b.table.add(row{what: "stripped binary", tutor: fmt.Sprintf("%.1f MB", tutor), floor: fmt.Sprintf("%.1f MB", floor), result: tutor, unit: "MB", bound: maxBinary})
	return nil
}

// measureStart runs commands that need no screen, beside the floor's own start.
func measureStart(ctx context.Context, b *bench) error {
	whole := func(program string, args ...string) func() (time.Duration, error) {
		return func() (time.Duration, error) {
			return timed(func() error { return b.run(ctx, ".", nil, program, args...) })
		}
	}
	all, err := b.inTurn(2*b.runs, whole(b.floor, "version"), whole(b.tutor, "version"), whole(b.tutor, "lessons"))
	if err != nil {
		return err
	}
	b.table.ratio("tutor version", all[1], all[0], 1.3)
	b.table.ratio("tutor lessons", all[2], all[0], 1.3)
	return nil
}
