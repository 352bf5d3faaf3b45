package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tutor/runner"
)

// alarm keeps what a coalescer wants done later until the test lets it.
type alarm struct {
	waits []time.Duration
	work  []func()
}

func (a *alarm) after(wait time.Duration, work func()) {
	a.waits, a.work = append(a.waits, wait), append(a.work, work)
}

func TestCoalescerSendsOneMessageForMany(t *testing.T) {
	var sent []runNews
	var a alarm
	c := newCoalescer(7, func(msg tea.Msg) { sent = append(sent, msg.(runNews)) }, a.after)
	c.emit(runner.CheckStarted{ID: "builds"})
	for i := range 10_000 {
		c.emit(runner.LogLine{Text: fmt.Sprint("line ", i)})
	}
	c.emit(runner.CheckNote{ID: "builds", Text: "old"})
	c.emit(runner.CheckNote{ID: "builds", Text: "new"})
	c.emit(runner.CheckStarted{ID: "stays-up"})
	if len(a.work) != 1 {
		t.Fatalf("%d timers were set, want 1", len(a.work))
	}
	a.work[0]()
	if len(sent) != 1 || sent[0].op != 7 {
		t.Fatalf("sent %d messages: %+v", len(sent), sent)
	}
	news := sent[0]
	if len(news.lines) != logCapacity || news.dropped != 10_000-logCapacity || news.lines[logCapacity-1] != "line 9999" {
		t.Errorf("%d lines, %d dropped, the last is %q", len(news.lines), news.dropped, news.lines[len(news.lines)-1])
	}
	want := []runner.Event{runner.CheckStarted{ID: "builds"}, runner.CheckNote{ID: "builds", Text: "new"}, runner.CheckStarted{ID: "stays-up"}}
	if fmt.Sprint(news.events) != fmt.Sprint(want) {
		t.Errorf("events are %v, want %v", news.events, want)
	}

	c.emit(runner.LogLine{Text: "late"})
	if len(a.work) != 2 || a.waits[1] <= 0 || a.waits[1] > newsInterval {
		t.Errorf("the next message is to wait %v, want up to %v", a.waits[1:], newsInterval)
	}
	c.close()
	if len(sent) != 2 || sent[1].lines[0] != "late" {
		t.Errorf("close does not send what is left: %+v", sent[1:])
	}
	c.emit(runner.LogLine{Text: "too late"})
	a.work[1]()
	if len(sent) != 2 {
		t.Error("something was sent after close")
	}
}

func TestCoalescerMakesForeignTextSafe(t *testing.T) {
	var news runNews
	c := newCoalescer(1, func(msg tea.Msg) { news = msg.(runNews) }, func(time.Duration, func()) {})
	c.emit(runner.LogLine{Text: "a\x1b[31mb\x9bc\rd\n"})
	c.emit(runner.LogLine{Text: strings.Repeat("é", longestLine)})
	c.emit(runner.BuildStep{Name: "RUN\n\x1b]52;c;x\x07 echo"})
	c.emit(runner.CheckDone{Result: failedReport().Checks[1]})
	c.close()
	text := fmt.Sprint(news.lines, news.events)
	if strings.ContainsAny(text, "\x1b\x07\r\u009b") {
		t.Errorf("controls are left: %q", text)
	}
	if got := len(news.lines[2]); got > longestLine+len(cutLineMark) || !strings.HasSuffix(news.lines[2], cutLineMark) {
		t.Errorf("a long line has %d bytes left", got)
	}
}

// TestKeysAreAnsweredWhileABuildStreams feeds as many lines as come in a second, each batch before a key.
func TestKeysAreAnsweredWhileABuildStreams(t *testing.T) {
	d := openExercise(t, 100, 30, withWorkspace)
	d.press("space")
	batch := runNews{op: d.op()}
	for i := range 500 { // 10,000 lines a second, every 50 ms
		batch.lines = append(batch.lines, fmt.Sprintf("#%d Collecting package-%d from the index, with a line longer than the pane is wide 日本", i, i))
	}
	took := make([]time.Duration, 0, 20)
	for i := range 20 {
		d.send(batch)
		began := time.Now()
		d.press("down")
		_ = d.root.View()
		took = append(took, time.Since(began))
		if want := min(i+1, 4); d.root.now.(*exerciseScreen).selected != want && i < 4 {
			t.Fatalf("key %d selected %d", i, d.root.now.(*exerciseScreen).selected)
		}
	}
	// The quickest says what a key costs; the others what else the machine did. BenchmarkKeyWhileStreaming has the figures.
	if quickest := slices.Min(took); quickest > 50*time.Millisecond {
		t.Errorf("a key takes %v", quickest)
	}
	if n := len(d.root.now.(*exerciseScreen).log.lines); n != logCapacity {
		t.Errorf("%d lines are kept, want %d", n, logCapacity)
	}
	d.fits("streaming")
}

// TestAStepOfAWalkthroughIsCheap bounds what changes on the screen: bubbletea writes the lines that differ.
func TestAStepOfAWalkthroughIsCheap(t *testing.T) {
	d := newDriver(t, 100, 30, termenv.TrueColor, startAt("minimal-dockerfile"))
	before := strings.Split(d.root.View(), "\n")
	for range 8 {
		d.press("right")
		after := strings.Split(d.root.View(), "\n")
		bytes := 0
		for i := range after {
			if after[i] != before[i] {
				bytes += len(after[i]) + len(ansi.EraseLineRight) + 2
			}
		}
		if bytes > 2048 {
			t.Errorf("a step writes %d bytes:\n%s", bytes, d.plain())
		}
		before = after
	}
}

func BenchmarkKeyWhileStreaming(b *testing.B) {
	d := newDriver(b, 100, 30, termenv.TrueColor, withWorkspace, startAt("build-image"))
	d.press("space")
	batch := runNews{op: d.op()}
	for i := range 500 {
		batch.lines = append(batch.lines, fmt.Sprintf("#%d Collecting package-%d from the index", i, i))
	}
	var took []time.Duration
	for b.Loop() {
		d.send(batch)
		began := time.Now()
		d.press("down")
		_ = d.root.View()
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms/key-p99")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/key-median")
}

// TestTheLastLineOfALongLogCanBeRead reads the log of a build on a very small terminal.
func TestTheLastLineOfALongLogCanBeRead(t *testing.T) {
	d := openExercise(t, 40, 12, withWorkspace)
	d.press("space", "tab", "tab")
	news := runNews{op: d.op()}
	for i := range 500 {
		news.lines = append(news.lines, fmt.Sprintf("line %d of a build, and longer than the screen is wide", i+1))
	}
	d.send(news)
	d.sees("line 500 of a build")
	d.press("home")
	d.sees("line 1 of a build")
	d.press("end")
	d.sees("line 500 of a build")
	d.fits("a long log")
}
