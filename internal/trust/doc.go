// Package trust holds tests only. They build the real program and run it as a process on real Docker, as a learner or a
// CI server does, with work that is hostile or broken. Nothing in them looks inside the program: what counts is what it
// prints, how it ends, how long it takes, how much memory it needs and what it leaves behind.
package trust
