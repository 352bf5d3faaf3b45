//go:build linux

package trust

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// leftovers names what the processes of the box left behind: processes, temporary files, and what carries the label of
// one of their pids on the engine. Other programs use the same engine at the same time, so the mark alone says nothing.
func (b *box) leftovers() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.pids) == 0 {
		return nil
	}
	left := append(b.onEngine(), b.processes()...)
	_ = filepath.WalkDir(b.temp, func(path string, _ os.DirEntry, err error) error {
		if err == nil && path != b.temp {
			left = append(left, "temporary file "+strings.TrimPrefix(path, b.temp))
		}
		return nil
	})
	return left
}

// onEngine lists containers, images, networks and volumes of runs that this box started.
func (b *box) onEngine() []string {
	var left []string
	for _, list := range [][]string{
		{"ps", "-a", "--format", "container {{.Names}}\t{{.Label \"tutor.pid\"}}"},
		{"image", "ls", "-q", "--no-trunc"},
		{"network", "ls", "--format", "network {{.Name}}\t{{.Label \"tutor.pid\"}}"},
		{"volume", "ls", "--format", "volume {{.Name}}\t{{.Label \"tutor.pid\"}}"},
	} {
		filters := []string{"label=tutor=1"}
		if list[0] == "image" { // it prints no label; one list for each pid
			filters = nil
			for _, pid := range b.pids {
				filters = append(filters, "label=tutor.pid="+strconv.Itoa(pid))
			}
		}
		for _, filter := range filters {
			left = append(left, b.listed(append(list, "--filter", filter))...)
		}
	}
	return left
}

// discard removes what the box's processes left on the engine, where a case leaves something on purpose.
func (b *box) discard() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, l := range b.onEngine() {
		kind, name, _ := strings.Cut(l, " ")
		if _, err := b.askEngine(kind, "rm", "-f", name); err != nil {
			b.t.Error(err)
		}
	}
}

// listed returns the lines of one list that are of this box.
func (b *box) listed(args []string) []string {
	out, err := b.askEngine(args...)
	if err != nil {
		return []string{err.Error()}
	}
	var left []string
	for line := range strings.Lines(out) {
		// A tab at the end is an empty label: of another program's, which stands for nobody's run.
		name, pid, labelled := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !labelled {
			left = append(left, args[0]+" "+name)
			continue
		}
		for _, mine := range b.pids {
			if pid == strconv.Itoa(mine) {
				left = append(left, name)
			}
		}
	}
	return left
}

// askEngine runs one docker command. A list is asked for again: the engine fails when something goes away meanwhile.
func (b *box) askEngine(args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var err error
	for range 3 {
		cmd := exec.CommandContext(ctx, "docker", args...)
		cmd.Env = append(os.Environ(), b.env...)
		var out []byte
		if out, err = cmd.Output(); err == nil {
			return string(out), nil
		}
	}
	return "", fmt.Errorf("docker %s: %w", strings.Join(args, " "), err)
}

// processes names the processes that carry the mark of the box. One that is about to end is given a moment.
func (b *box) processes() []string {
	var left []string
	for deadline := time.Now().Add(2 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		left = left[:0]
		files, _ := filepath.Glob("/proc/[0-9]*/environ") // the pattern is well formed
		for _, file := range files {
			env, err := os.ReadFile(file)
			if err != nil || !bytes.Contains(env, []byte(b.mark)) {
				continue
			}
			args, _ := os.ReadFile(filepath.Join(filepath.Dir(file), "cmdline")) // it may have ended
			left = append(left, fmt.Sprintf("process %s %q", filepath.Base(filepath.Dir(file)), bytes.ReplaceAll(args, []byte{0}, []byte(" "))))
		}
		if len(left) == 0 || time.Now().After(deadline) {
			return left
		}
	}
}

// peak watches the largest size of a process so far, as the kernel counts it. What wait says about a process will not
// do: it counts the memory of the test before the program replaced it, and that of the docker commands it waited for.
type peak struct {
	done chan struct{}
	over sync.WaitGroup
	kb   int64
}

const peakEvery = 20 * time.Millisecond

func watchPeak(pid int) *peak {
	p := &peak{done: make(chan struct{})}
	status := fmt.Sprintf("/proc/%d/status", pid)
	p.over.Go(func() {
		tick := time.NewTicker(peakEvery)
		defer tick.Stop()
		for {
			select {
			case <-p.done:
				return
			case <-tick.C:
				p.kb = max(p.kb, highWater(status))
			}
		}
	})
	return p
}

// stop ends the watch and returns the peak in kB.
func (p *peak) stop() int64 {
	close(p.done)
	p.over.Wait()
	return p.kb
}

func highWater(status string) int64 {
	data, err := os.ReadFile(status)
	if err != nil {
		return 0 // it has ended
	}
	_, rest, _ := strings.Cut(string(data), "VmHWM:")
	line, _, _ := strings.Cut(rest, "\n")
	kb, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(line), " kB"), 10, 64) // no line: it has ended
	return kb
}
