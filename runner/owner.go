package runner

import (
	"crypto/rand"
	"encoding/hex"
	"os"
	"strconv"
	"strings"
)

// Labels on everything a run makes. A resource belongs to a dead run when its host is this machine and no process
// with its pid and start is alive: a pid alone may have been given to another process since.
const (
	labelMark     = "tutor"
	labelRun      = "tutor.run"
	labelPID      = "tutor.pid"
	labelPIDStart = "tutor.pid-start"
	labelHost     = "tutor.host"
	labelExercise = "tutor.exercise"
	labelKeep     = "tutor.keep" // kept on request: only `tutor clean` removes it

	// labelBlock is on a container that a command block started; its value is the run. See withoutInherited.
	labelBlock = "tutor.block"
)

// owner is the process that made a resource.
type owner struct {
	pid   int
	start string // opaque; see processStart
	host  string
}

// self returns the owner of what this process makes.
func self() owner {
	host, _ := os.Hostname() // an empty name still tells resources of this machine apart from labelled others
	// A pid means something only in its own namespace: a tutor in a container must not count those outside as dead.
	if space, err := os.Readlink("/proc/self/ns/pid"); err == nil {
		host += "/" + strings.Trim(strings.TrimPrefix(space, "pid:"), "[]")
	}
	return owner{pid: os.Getpid(), start: processStart(os.Getpid()), host: host}
}

// alive says whether the owner still runs. An owner on another machine counts as alive: it cannot be known from here.
func (o owner) alive(me owner) bool {
	if o.host != me.host || o.pid <= 0 {
		return true
	}
	return o.start != "" && processStart(o.pid) == o.start
}

// labelArgs returns the --label arguments of a run.
func (o owner) labelArgs(run, exercise string, keep bool) []string {
	pairs := [][2]string{
		{labelMark, "1"},
		{labelRun, run},
		{labelPID, strconv.Itoa(o.pid)},
		{labelPIDStart, o.start},
		{labelHost, o.host},
		{labelExercise, exercise},
	}
	if keep {
		pairs = append(pairs, [2]string{labelKeep, "1"})
	}
	return labelOptions(pairs)
}

// blockLabels returns the --label arguments of the containers of a command block.
func (o owner) blockLabels(run string) []string {
	return append(o.labelArgs(run, "", false), labelOptions([][2]string{{labelBlock, run}})...)
}

func labelOptions(pairs [][2]string) []string {
	var args []string
	for _, p := range pairs {
		args = append(args, "--label", p[0]+"="+p[1])
	}
	return args
}

// newRunID returns a name no other run has: 40 random bits as hex.
func newRunID() string {
	var b [5]byte
	_, _ = rand.Read(b[:]) // never fails; the program ends when the system has no randomness (crypto/rand)
	return hex.EncodeToString(b[:])
}
