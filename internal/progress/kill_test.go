//go:build unix

package progress

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"
)

// The variables that turn the test program into a tutor that writes.
const (
	writerPath  = "PROGRESS_TEST_WRITER"
	writerFirst = "PROGRESS_TEST_FIRST"
	writerCount = "PROGRESS_TEST_COUNT"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(writerPath); path != "" {
		os.Exit(writer(path))
	}
	os.Exit(m.Run())
}

// writer makes changes with numbers, and prints each number once the change is written.
func writer(path string) int {
	first, _ := strconv.Atoi(os.Getenv(writerFirst))
	count, _ := strconv.Atoi(os.Getenv(writerCount))
	s, err := Open(path)
	for n := first; err == nil && n < first+count; n++ {
		if err = writeNumber(s, n); err == nil {
			fmt.Println(n)
		}
	}
	if err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

// writeNumber is one write: of one kind after the other.
func writeNumber(s *Store, n int) error {
	switch n % 3 {
	case 0:
		return s.SetAnswer("lesson", strconv.Itoa(n), []int{n}, true)
	case 1:
		return s.ReviewTerm(strconv.Itoa(n), true)
	}
	return s.SetDone(strconv.Itoa(n))
}

func hasNumber(s *Store, n int) bool {
	switch n % 3 {
	case 0:
		a, ok := s.Answer("lesson", strconv.Itoa(n))
		return ok && a.Tries == 1 && a.Choice[0] == n
	case 1:
		t, ok := s.Term(strconv.Itoa(n))
		return ok && t.Reviews == 1
	}
	return s.Done(strconv.Itoa(n))
}

type writing struct {
	cmd *exec.Cmd
	out *bufio.Scanner
}

func startWriter(t *testing.T, path string, first, count int) writing {
	t.Helper()
	exe, err := os.Executable()
	check(t, err)
	cmd := exec.CommandContext(t.Context(), exe)
	cmd.Env = append(os.Environ(), writerPath+"="+path,
		writerFirst+"="+strconv.Itoa(first), writerCount+"="+strconv.Itoa(count))
	out, err := cmd.StdoutPipe()
	check(t, err)
	check(t, cmd.Start())
	return writing{cmd, bufio.NewScanner(out)}
}

// acknowledged reads up to limit numbers and returns how many came.
func (w writing) acknowledged(t *testing.T, first, limit int) int {
	t.Helper()
	n := 0
	for n < limit && w.out.Scan() {
		if w.out.Text() != strconv.Itoa(first+n) {
			t.Fatalf("the writer said %q", w.out.Text())
		}
		n++
	}
	return n
}

// TestKilledWriters kills tutors with SIGKILL at random moments while they write.
func TestKilledWriters(t *testing.T) {
	const kills = 200
	path := newPath(t)
	next, unacknowledged := 0, 0 // numbers below next are in the file
	for range kills {
		w := startWriter(t, path, next, 1_000_000)
		n := w.acknowledged(t, next, 1)                 // it writes by now
		time.Sleep(time.Duration(rand.IntN(8_000_000))) // the moment of the kill, within a write or two
		check(t, w.cmd.Process.Kill())                  // SIGKILL
		n += w.acknowledged(t, next+n, 1_000_000)       // what it had said before
		_ = w.cmd.Wait()                                // killed
		s := open(t, path)                              // fails when the file is not valid
		for ; n > 0; n-- {
			if next++; !hasNumber(s, next-1) {
				t.Fatalf("write %d was finished and is lost", next-1)
			}
		}
		if hasNumber(s, next) { // written, and killed before it could say so
			unacknowledged++
			next++
		}
		if hasNumber(s, next) {
			t.Fatalf("write %d is there before write %d was finished", next, next-1)
		}
	}
	s := open(t, path)
	for n := range next {
		if !hasNumber(s, n) {
			t.Errorf("write %d is lost", n)
		}
	}
	t.Logf("%d kills, %d writes, %d of them killed before they could say so", kills, next, unacknowledged)
	check(t, s.SetDone("the last one sweeps"))
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 2 {
		t.Errorf("beside the file and its lock there are: %v", left)
	}
}

func TestTwoProcessesLoseNothing(t *testing.T) {
	const each = 100
	path := newPath(t)
	var both sync.WaitGroup
	for i := range 2 {
		w := startWriter(t, path, i*each, each)
		both.Go(func() {
			if n := w.acknowledged(t, i*each, each); n != each {
				t.Errorf("writer %d finished %d writes of %d", i, n, each)
			}
			if err := w.cmd.Wait(); err != nil {
				t.Errorf("writer %d: %v", i, err)
			}
		})
	}
	both.Wait()
	s := open(t, path)
	for n := range 2 * each {
		if !hasNumber(s, n) {
			t.Errorf("write %d is lost", n)
		}
	}
}
