package runner

import (
	"os/exec"
	"sync"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// group is a process with all that it starts: what Windows calls a job. It ends with the tutor, however that ends, since
// the system then closes the job's last handle.
type group struct {
	cmd *exec.Cmd

	mu  sync.Mutex // a cancel may come while the process is put into the job
	job windows.Handle
}

// ownGroup starts the process apart from the console's Ctrl-C, which is the tutor's; cancelling asks docker to end, which
// takes Ctrl-Break as it takes Ctrl-C.
func ownGroup(cmd *exec.Cmd) *group {
	g := ownSession(cmd)
	cmd.Cancel = g.sendBreak
	return g
}

// ownSession is the same for a script, which is stopped in steps.
func ownSession(cmd *exec.Cmd) *group {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP}
	return &group{cmd: cmd}
}

// hold puts the process that has just started into the job, and with it what it starts from now on. Where Windows does
// not allow that, only the process itself is ended.
func (g *group) hold() {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return
	}
	limits := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{}
	limits.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits)))
	if err == nil {
		err = assign(job, g.cmd.Process.Pid)
	}
	if err != nil {
		_ = windows.CloseHandle(job)
		return
	}
	g.mu.Lock()
	g.job = job
	g.mu.Unlock()
}

func assign(job windows.Handle, pid int) error {
	process, err := windows.OpenProcess(windows.PROCESS_SET_QUOTA|windows.PROCESS_TERMINATE, false, uint32(pid))
	if err != nil {
		return err
	}
	defer func() { _ = windows.CloseHandle(process) }()
	return windows.AssignProcessToJobObject(job, process)
}

// interrupt and terminate ask the process and what shares its console; kill asks nobody.
func (g *group) interrupt() { _ = g.sendBreak() }
func (g *group) terminate() { g.kill() }

func (g *group) sendBreak() error {
	return windows.GenerateConsoleCtrlEvent(windows.CTRL_BREAK_EVENT, uint32(g.cmd.Process.Pid))
}

// kill ends whatever is left of the job; a second call finds nothing.
func (g *group) kill() {
	g.mu.Lock()
	job := g.job
	g.job = 0
	g.mu.Unlock()
	if job != 0 {
		_ = windows.TerminateJobObject(job, 1)
		_ = windows.CloseHandle(job)
		return
	}
	if g.cmd.Process != nil {
		_ = g.cmd.Process.Kill() // an error says that it has ended
	}
}
