package parallel

import (
	"runtime"
	"testing"
)

func TestMapKeepsTheOrder(t *testing.T) {
	got := Map(1000, func(i int) int { return i * i })
	if len(got) != 1000 {
		t.Fatalf("%d results, want 1000", len(got))
	}
	for i, v := range got {
		if v != i*i {
			t.Fatalf("result %d is %d, want %d", i, v, i*i)
		}
	}
	if got := Map(0, func(int) int { return 1 }); len(got) != 0 {
		t.Errorf("results of nothing: %v", got)
	}
}

func TestMapUsesSeveralProcessors(t *testing.T) {
	if runtime.GOMAXPROCS(0) < 2 {
		t.Skip("there is one processor")
	}
	meet := make(chan struct{})
	Map(2, func(i int) int { // each waits for the other
		if i == 0 {
			meet <- struct{}{}
		} else {
			<-meet
		}
		return i
	})
}

func TestAPanicReachesTheCaller(t *testing.T) {
	defer func() {
		if r := recover(); r != "broken" {
			t.Errorf("recovered %v, want the panic of the work", r)
		}
	}()
	Map(100, func(i int) int {
		if i == 7 {
			panic("broken")
		}
		return i
	})
	t.Error("Map returned")
}
