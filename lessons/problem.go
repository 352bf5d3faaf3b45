package lessons

import "tutor/internal/problem"

// Problem is one mistake in the course's content.
type Problem = problem.Problem

// Problems is every mistake found, sorted by file and place. It is only ever
// returned as an error when it holds at least one.
type Problems = problem.List
