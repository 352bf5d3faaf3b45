package main

import (
	"context"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
)

// measureExplain runs the benchmarks of internal/explain: a thousand Dockerfiles of 30 lines, and a file of 20,000 lines
// beside ten of 2,000.
func measureExplain(ctx context.Context, b *bench) error {
	cmd := exec.CommandContext(ctx, "go", "test", "./internal/explain", "-run", "^$", "-bench", "ThousandFiles|LongFile", "-benchtime", "3x")
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	figure := func(benchmark, unit string) (float64, error) {
		for line := range strings.Lines(string(out)) {
			words := strings.Fields(line)
			for i, word := range words {
				if i > 0 && word == unit && strings.HasPrefix(line, benchmark) {
					return strconv.ParseFloat(words[i-1], 64)
				}
			}
		}
		return 0, fmt.Errorf("%s has no %s in\n%s", benchmark, unit, out)
	}
	thousand, err := figure("BenchmarkThousandFiles", "ns/op")
	if err != nil {
		return err
	}
	ratio, err := figure("BenchmarkLongFile", "ratio")
	if err != nil {
		return err
	}
	b.table.add(row{what: "explain 1,000 Dockerfiles", tutor: fmt.Sprintf("%.2f s", thousand/1e9), floor: "–", result: thousand / 1e9, unit: "s", bound: 2})
	b.table.add(row{what: "explain 20,000 lines, beside ten of 2,000", tutor: "–", floor: "–", result: ratio, unit: "x", bound: 1.3})
	return nil
}
