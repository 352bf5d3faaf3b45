package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// idleTime is how long nothing is typed.
const idleTime = 5 * time.Second

// rest is what a program did while nothing was typed.
type rest struct {
	written  int     // bytes
	wakeUps  float64 // per second, of all threads
	resident float64 // MB
}

// measureIdle looks at both programs while nothing happens. Bubbletea's renderer wakes up for each frame, so the floor is
// run at the tutor's frame rate here.
func measureIdle(ctx context.Context, b *bench) error {
	if _, err := os.Stat("/proc/self/task"); err != nil {
		b.sayf("idle: there is no /proc here, so it is not measured\n")
		return nil
	}
	floor, err := b.atRest(ctx, floorShows, b.floor, "fast")
	if err != nil {
		return err
	}
	tutor, err := b.atRest(ctx, courseShows, b.tutor)
	if err != nil {
		return err
	}
	b.table.add(row{what: "idle: written in 5 s", tutor: fmt.Sprintf("%d bytes", tutor.written), floor: fmt.Sprintf("%d bytes", floor.written), result: float64(tutor.written), unit: "bytes", bound: 0})
	b.table.add(row{
		what: "idle: wake-ups a second, at 120 frames", tutor: fmt.Sprintf("%.0f", tutor.wakeUps), floor: fmt.Sprintf("%.0f", floor.wakeUps),
		result: tutor.wakeUps / floor.wakeUps, unit: "x", bound: 1.1,
	})
	b.table.add(row{
		what: "resident memory", tutor: fmt.Sprintf("%.1f MB", tutor.resident), floor: fmt.Sprintf("%.1f MB", floor.resident),
		result: tutor.resident / floor.resident, unit: "x", bound: 1.5,
	})
	return nil
}

func (b *bench) atRest(ctx context.Context, shows, program string, args ...string) (rest, error) {
	t, err := b.open(ctx, "idle", program, args...)
	if err != nil {
		return rest{}, err
	}
	defer t.close()
	if _, err := t.until(shows); err != nil {
		return rest{}, err
	}
	if _, err := t.quiet(4 * time.Second); err != nil { // what follows the first frame is over
		return rest{}, err
	}
	before, err := switches(t.cmd.Process.Pid)
	if err != nil {
		return rest{}, err
	}
	var r rest
	end := time.After(idleTime)
	for waiting := true; waiting; {
		select {
		case c := <-t.chunks:
			r.written += len(c.text)
		case <-end:
			waiting = false
		}
	}
	after, err := switches(t.cmd.Process.Pid)
	if err != nil {
		return rest{}, err
	}
	r.wakeUps = float64(after-before) / idleTime.Seconds()
	var kb int
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", t.cmd.Process.Pid))
	if err != nil {
		return rest{}, err
	}
	_, after2, _ := strings.Cut(string(status), "VmRSS:")
	if _, err := fmt.Sscan(after2, &kb); err != nil {
		return rest{}, fmt.Errorf("VmRSS in /proc/PID/status: %w", err)
	}
	r.resident = float64(kb) / 1000
	return r, nil
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
