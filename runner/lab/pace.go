package lab

import "time"

// Pace of the labs: slow enough to watch, and a whole lab well under a minute.
const (
	pollEvery   = 50 * time.Millisecond
	sampleEvery = 500 * time.Millisecond // one column of the timeline
	lookEvery   = 400 * time.Millisecond // between two looks at Docker; each starts a process
	probeEvery  = 300 * time.Millisecond

	probePatience   = time.Second            // a question to /health; the work of a healthy app is some milliseconds
	requestEvery    = 100 * time.Millisecond // of the steady traffic
	requestPatience = 2 * time.Second
	updatePatience  = 5 * time.Second // requests of a rolling update; only a version that serves nothing may fail them

	changeWait   = 20 * time.Second       // for what has to happen; on any machine that works it takes a moment
	watchFor     = 2 * time.Second        // how long a state is watched after it has come
	updatePause  = 300 * time.Millisecond // between sending requests elsewhere and removing a copy
	gatePatience = 4 * time.Second        // how long the gate gives a new copy to become healthy
)
