package runner

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Command is a command block of a lesson: a script for sh, and the folder it runs in.
type Command struct {
	Script string // the author's text, given to sh as it is
	Dir    string // of the learner; it has to exist
}

// CommandResult says how a command block ended.
type CommandResult struct {
	ExitCode int   // of the script; -1 when there is none: not started, stopped, or ended by a signal
	Stopped  bool  // it ended because its context did
	Err      error // why it could not be started; nil once it ran
	Removed  Swept // what was cleaned up after it was stopped
}

// sweepWait is how long the first command block waits for what dead runs left to be removed: it may hold a port.
const sweepWait = 2 * time.Second

// projectsWait is how long a block waits for word of the Compose projects in its folder. Without it nothing can be taken
// down, so a slow engine gets more time.
const projectsWait = 10 * time.Second

// RunCommand runs the block until it ends or ctx does, and calls emit with each line it prints, one at a time, as it
// comes; both streams in one order. The lines may hold foreign text.
//
// When ctx ends, the block's processes are asked to stop, then made to, and the containers it started are removed; all
// that takes two seconds at most. A block that ends by itself may leave a container at work, such as one of
// `docker run -d`: EndCommands removes it. Images stay, they are the learner's.
func (r *Runner) RunCommand(ctx context.Context, c Command, emit func(line string)) CommandResult {
	failed := CommandResult{ExitCode: -1}
	dir, err := commandDir(c.Dir)
	if err != nil {
		failed.Err = err
		return failed
	}
	b := r.newBlock(c.Script, dir)
	b.prepare(ctx)
	if ctx.Err() != nil {
		failed.Stopped = true
		return failed
	}
	sh, err := startShell(ctx, prelude(c.Script, r.me.blockLabels(b.run))+c.Script, dir, emit)
	if err != nil {
		failed.Err = err
		return failed
	}
	code, stopped := sh.wait(ctx)
	res := CommandResult{ExitCode: code, Stopped: stopped}
	if stopped {
		res.Removed = b.remove()
	} else {
		b.keep()
	}
	return res
}

// EndCommands removes what command blocks of this Runner that have ended left at work. Nothing to remove costs nothing.
func (r *Runner) EndCommands(ctx context.Context) Swept {
	r.mu.Lock()
	blocks := r.blocks
	r.blocks = nil
	r.mu.Unlock()
	var s Swept
	for _, b := range blocks {
		b.removeContainers(ctx, &s)
		b.endProjects(ctx, &s)
	}
	return s
}

// commandDir is the folder without links, as the programs in it see it: Compose marks its containers with it.
func commandDir(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err == nil {
		abs, err = filepath.EvalSymlinks(abs)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("the folder %s does not exist any more", dir)
	}
	if err != nil {
		return "", fmt.Errorf("find the folder of the command: %w", err)
	}
	if info, err := os.Stat(abs); err == nil && !info.IsDir() {
		return "", fmt.Errorf("%s is not a folder", dir)
	}
	return abs, nil
}

// block is a command block that runs, and what it does to the engine.
type block struct {
	runner   *Runner
	run      string // names it in labels
	dir      string
	docker   bool               // the script uses Docker
	compose  bool               // and Compose
	before   []composeContainer // of projects in dir, when it began
	projects []composeContainer // of projects in dir that it started and left at work
}

func (r *Runner) newBlock(script, dir string) *block {
	uses := strings.Contains(script, "docker")
	return &block{
		runner: r, run: newRunID(), dir: dir, docker: uses, compose: uses && strings.Contains(script, "compose"),
	}
}

// prepare looks at the engine before the script does something to it.
func (b *block) prepare(ctx context.Context) {
	if !b.docker {
		return
	}
	b.runner.sweptOnce.Do(func() {
		limited, cancel := context.WithTimeout(ctx, sweepWait)
		defer cancel()
		b.runner.sweepDead(limited)
	})
	if b.compose {
		ctx, cancel := context.WithTimeout(ctx, projectsWait)
		defer cancel()
		var err error
		b.before, err = b.runner.docker.composeContainers(ctx, b.dir)
		b.compose = err == nil // who does not know what ran before takes nothing down
	}
}

// keep remembers a block that ended by itself until EndCommands.
func (b *block) keep() {
	if !b.docker {
		return
	}
	if b.compose {
		ctx, cancel := context.WithTimeout(context.Background(), projectsWait)
		defer cancel()
		b.projects = b.started(ctx)
	}
	b.runner.mu.Lock()
	defer b.runner.mu.Unlock()
	b.runner.blocks = append(b.runner.blocks, b)
}

// remove removes everything a stopped block started, on a context of its own.
func (b *block) remove() Swept {
	var s Swept
	if !b.docker {
		return s
	}
	ctx, cancel := context.WithTimeout(context.Background(), cleanupDeadline)
	defer cancel()
	b.removeContainers(ctx, &s)
	if b.compose {
		b.projects = b.started(ctx)
		b.endProjects(ctx, &s)
	}
	return s
}

// removeContainers removes the containers with the block's label.
func (b *block) removeContainers(ctx context.Context, s *Swept) {
	containers := kinds()[0]
	d := b.runner.docker
	found, err := d.marked(ctx, containers, labelRun+"="+b.run)
	if err != nil { // the engine is gone; `tutor clean` finds the rest
		s.Left = append(s.Left, "containers: "+err.Error())
		return
	}
	var ids []string
	for _, f := range found {
		ids = append(ids, f.id)
	}
	s.note(containers, d.remove(ctx, containers, ids), len(ids))
	b.runner.end(b.run) // what still appears is a dead run's
}
