package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// idleTime is how long nothing is typed.
const idleTime = 5 * time.Second

// idleRounds is how often both are looked at: from one start to the next, resident memory differs by 3 percent.
const idleRounds = 3

// rest is what a program did while nothing was typed, once for each round.
type rest struct {
	written  []int     // bytes
	wakeUps  []float64 // per second, of all threads
	resident []float64 // MB
}

// measureIdle looks at both programs while nothing happens. Bubbletea's renderer wakes up for each frame, so the floor is
// run at the tutor's frame rate here.
func measureIdle(ctx context.Context, b *bench) error {
	if _, err := os.Stat("/proc/self/task"); err != nil {
		b.sayf("idle: there is no /proc here, so it is not measured\n")
		return nil
	}
	var floor, tutor rest
	for range idleRounds {
		if err := b.atRest(ctx, &floor, floorShows, b.floor, "fast"); err != nil {
			return err
		}
		if err := b.atRest(ctx, &tutor, courseShows, b.tutor); err != nil {
			return err
		}
	}
	wrote, floorWrote := slices.Max(tutor.written), slices.Max(floor.written)
	b.table.add(row{what: "idle: written in 5 s", tutor: fmt.Sprintf("%d bytes", wrote), floor: fmt.Sprintf("%d bytes", floorWrote), result: float64(wrote), unit: "bytes", bound: 0})
	number := func(n float64) string { return fmt.Sprintf("%.0f", n) }
	b.table.add(ratioOf("idle: wake-ups a second, at 120 frames", number, tutor.wakeUps, floor.wakeUps, 1.1))
	megabytes := func(n float64) string { return fmt.Sprintf("%.1f MB", n) }
	b.table.add(ratioOf("resident memory", megabytes, tutor.resident, floor.resident, 1.5))
	return nil
}

// atRest starts a program, lets it be for a while, and adds what it did to r.
func (b *bench) atRest(ctx context.Context, r *rest, shows, program string, args ...string) error {
	t, err := b.open(ctx, "idle", program, args...)
	if err != nil {
		return err
	}
	defer t.close()
	if _, err := t.until(shows); err != nil {
		return err
	}
	if _, err := t.quiet(4 * time.Second); err != nil { // what follows the first frame is over
		return err
	}
	before, err := switches(t.cmd.Process.Pid)
	if err != nil {
		return err
	}
	written := 0
	end := time.After(idleTime)
	for waiting := true; waiting; {
		select {
		case c := <-t.chunks:
			written += len(c.text)
		case <-end:
			waiting = false
		}
	}
	after, err := switches(t.cmd.Process.Pid)
	if err != nil {
		return err
	}
	var kb int
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", t.cmd.Process.Pid))
	if err != nil {
		return err
	}
	_, after2, _ := strings.Cut(string(status), "VmRSS:")
	if _, err := fmt.Sscan(after2, &kb); err != nil {
		return fmt.Errorf("VmRSS in /proc/PID/status: %w", err)
	}
	r.written = append(r.written, written)
	r.wakeUps = append(r.wakeUps, float64(after-before)/idleTime.Seconds())
	r.resident = append(r.resident, float64(kb)/1000)
	return nil
}

// switches counts how often the threads of a process went to sleep by themselves, which is how often they were woken.
func switches(pid int) (int, error) {
	tasks, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/status", pid))
	if err != nil {
		return 0, err
	}
	sum := 0
	for _, task := range tasks {
		text, err := os.ReadFile(task)
		if err != nil {
			continue // the thread has ended
		}
		_, after, _ := strings.Cut(string(text), "\nvoluntary_ctxt_switches:")
		var n int
		if _, err := fmt.Sscan(after, &n); err != nil {
			return 0, fmt.Errorf("%s: %w", task, err)
		}
		sum += n
	}
	return sum, nil
}
