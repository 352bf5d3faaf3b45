//go:build linux

package trust

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// remove ends the engine and all that descends from it, and fails the test when something is left on the machine.
func (e *engine) remove() {
	if e.daemon != nil && !e.down() {
		e.stop(syscall.SIGTERM)
	}
	e.killRest()
	close(e.inside) // the namespaces go with the thread, and the mounts with them
	if err := os.RemoveAll(e.dir); err != nil {
		e.t.Error(err)
	}
	e.removeCgroups()
	if mounts, err := os.ReadFile("/proc/self/mountinfo"); err != nil || bytes.Contains(mounts, []byte(e.dir)) {
		e.t.Errorf("a mount of the engine is left (%v)", err)
	}
}

// killRest kills what a killed daemon left: its containerd's shims, and the containers below them.
func (e *engine) killRest() {
	e.t.Helper()
	deadline := time.Now().Add(engineWait)
	for {
		rest := e.processes()
		if len(rest) == 0 {
			return
		}
		if time.Now().After(deadline) {
			e.t.Errorf("processes of the engine cannot be killed: %v", rest)
			return
		}
		for _, pid := range rest {
			_ = syscall.Kill(pid, syscall.SIGKILL) // it may have ended
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// processes are those that name the engine's folder in their arguments, what descends from them, and what is in the
// engine's control groups: a killed engine leaves a build whose parent has ended, too.
func (e *engine) processes() []int {
	children := map[int][]int{}
	var todo []int
	files, _ := filepath.Glob("/proc/[0-9]*/stat") // the pattern is well formed
	for _, file := range files {
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		stat, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended
		}
		// The fields after the name, which may hold anything: state, parent.
		fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
		if len(fields) < 2 || fields[0] == "Z" {
			continue
		}
		parent, _ := strconv.Atoi(fields[1])
		children[parent] = append(children[parent], pid)
		args, _ := os.ReadFile(filepath.Join(filepath.Dir(file), "cmdline")) // it may have ended
		if bytes.Contains(args, []byte(e.dir+"/")) {
			todo = append(todo, pid)
		}
	}
	todo = append(todo, e.grouped()...)
	var all []int
	for len(todo) > 0 {
		pid := todo[0]
		todo = append(todo[1:], children[pid]...)
		if !slices.Contains(all, pid) && pid != os.Getpid() {
			all = append(all, pid)
		}
	}
	return all
}

// grouped are the processes in the engine's control groups.
func (e *engine) grouped() []int {
	var all []int
	for _, dir := range e.cgroups() {
		pids, _ := os.ReadFile(filepath.Join(dir, "cgroup.procs")) // the group may have gone
		for word := range strings.FieldsSeq(string(pids)) {
			if pid, err := strconv.Atoi(word); err == nil && pid > 0 {
				all = append(all, pid)
			}
		}
	}
	return all
}

// cgroups are the folders of the engine's control groups, those inside others last.
func (e *engine) cgroups() []string {
	var all []string
	roots, _ := filepath.Glob("/sys/fs/cgroup/*" + e.cgroup()) // one for each controller
	for _, root := range append(roots, "/sys/fs/cgroup"+e.cgroup()) {
		_ = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && entry.IsDir() {
				all = append(all, path)
			}
			return nil
		})
	}
	return all
}

// removeCgroups removes the engine's control groups, which hold no process any more.
func (e *engine) removeCgroups() {
	for _, dir := range slices.Backward(e.cgroups()) {
		if err := os.Remove(dir); err != nil {
			e.t.Error(err)
		}
	}
}
