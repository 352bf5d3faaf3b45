// Package parallel does independent work on all processors.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Map calls do with each number from 0 to n-1, some of them at the same time, and returns what it returned, in order. A
// panic of do is one of Map: the caller's goroutine knows what to do about it.
func Map[T any](n int, do func(i int) T) []T {
	all := make([]T, n)
	var next atomic.Int64
	var workers sync.WaitGroup
	var failed atomic.Pointer[any]
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					failed.CompareAndSwap(nil, &r)
				}
			}()
			for failed.Load() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				all[i] = do(i)
				runtime.Gosched() // the first frame must not wait for the work of two thousand files
			}
		})
	}
	workers.Wait()
	if r := failed.Load(); r != nil {
		panic(*r)
	}
	return all
}
