package runner

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"
)

// Room that builds need, in bytes.
const (
	lowDisk  = 4 << 30   // less free makes a build likely to fail
	noDisk   = 512 << 20 // less free leaves no room for one image
	lowTemp  = 200 << 20
	noTemp   = 20 << 20 // less does not even hold a build context
	mostSkew = 30 * time.Second
)

// containerdRoot is where images lie when containerd keeps them.
const containerdRoot = "/var/lib/containerd"

// lookDisk measures the room where Docker keeps its data, as far as that is on this machine.
func (x *examination) lookDisk(ctx context.Context, f *Finding) {
	info, err := x.info(ctx)
	if err != nil {
		f.waits(err)
		return
	}
	dirs := []string{info.DockerRootDir}
	if info.ownStore() {
		dirs = append(dirs, containerdRoot)
	}
	free, where := uint64(0), ""
	for _, dir := range dirs {
		if n, err := freeBytes(dir); err == nil && (where == "" || n < free) {
			free, where = n, dir
		}
	}
	if where == "" || !x.sameMachine(info) {
		x.lookUsage(ctx, f)
		return
	}
	f.Evidence = SizeText(int64(free)) + " free at " + where + ", where Docker keeps its data"
	switch {
	case free < noDisk:
		f.put(StateBad, "only "+f.Evidence, pruneBuilds, pruneNote)
	case free < lowDisk:
		f.put(StateWarn, "only "+f.Evidence, pruneBuilds, pruneNote)
	}
}

// sameMachine says whether the engine's folders are folders of this machine: Docker Desktop has one of its own.
func (x *examination) sameMachine(info engineInfo) bool {
	host, err := os.Hostname()
	return x.machine.os == "linux" && info.OperatingSystem != "Docker Desktop" && remoteHost(x.where.host) == "" &&
		(err != nil || info.Name == "" || info.Name == host)
}

// lookUsage says what Docker's data takes, where its disk cannot be seen.
func (x *examination) lookUsage(ctx context.Context, f *Finding) {
	f.Evidence = "the engine's disk cannot be seen from here"
	out, err := x.docker.do(ctx, call{args: []string{"system", "df", "--format", "{{json .}}"}, deadline: dataDeadline})
	if err != nil {
		return
	}
	var parts []string
	for line := range strings.Lines(out.stdout) {
		var row struct{ Type, Size, Reclaimable string }
		if json.Unmarshal([]byte(line), &row) == nil && row.Size != "" {
			free, _, _ := strings.Cut(row.Reclaimable, " ")
			parts = append(parts, fmt.Sprintf("%s %s, %s of it can go", strings.ToLower(row.Type), row.Size, free))
		}
	}
	if len(parts) > 0 {
		f.Evidence += "; Docker uses: " + strings.Join(parts, "; ")
	}
}

// lookTemp measures the room for temporary files, and writes one.
func (x *examination) lookTemp(_ context.Context, f *Finding) {
	dir := os.TempDir()
	other := x.machine.otherTemp()
	file, err := os.CreateTemp(dir, "tutor-doctor-")
	if err != nil {
		f.put(StateBad, "no file can be made in "+dir+": "+reason(err), other, "")
		return
	}
	_ = file.Close()
	_ = os.Remove(file.Name())
	free, err := freeBytes(dir)
	if err != nil {
		f.Evidence = dir
		return
	}
	f.Evidence = SizeText(int64(free)) + " free in " + dir
	switch {
	case free < noTemp:
		f.put(StateBad, "only "+f.Evidence, other, "Or make room there.")
	case free < lowTemp:
		f.put(StateWarn, "only "+f.Evidence, other, "Or make room there.")
	}
}

// reason is an error without the path, which the line names.
func reason(err error) string {
	text := err.Error()
	return text[strings.LastIndex(text, ": ")+len(": "):]
}

// firstYear is the earliest year that a clock can be right about.
const firstYear = 2025

// lookClock compares this machine's clock with the engine's. That of a virtual machine stops while the laptop sleeps,
// and then certificates are not valid yet.
func (x *examination) lookClock(ctx context.Context, f *Finding) {
	here := time.Now()
	if here.Year() < firstYear {
		f.put(StateBad, "this machine says it is "+here.Format(time.DateOnly), x.machine.setClock(), "No certificate is valid with that.")
		return
	}
	info, err := x.info(ctx)
	if err != nil {
		f.waits(err)
		return
	}
	there, err := time.Parse(time.RFC3339Nano, info.SystemTime)
	if err != nil {
		f.Evidence = "the engine does not say its time"
		return
	}
	f.Evidence = "the engine's clock agrees with this machine's"
	skew := clockSkew(there, info.asked, info.answered)
	if skew > mostSkew || skew < -mostSkew {
		how := "ahead of"
		if skew < 0 {
			how, skew = "behind", -skew
		}
		fix, note := x.machine.wrongClock(x.sameMachine(info))
		f.put(StateWarn, fmt.Sprintf("the engine's clock is %s %s this machine's", skew.Round(time.Second), how), fix, note)
	}
}

// clockSkew is how far a clock was ahead that was read between two moments of this one.
func clockSkew(there, asked, answered time.Time) time.Duration {
	switch {
	case there.After(answered):
		return there.Sub(answered)
	case there.Before(asked):
		return there.Sub(asked)
	}
	return 0
}
