package exercises

import "tutor/internal/problem"

// Problem is one mistake in an exercise's folder. What to do stands in parentheses at the end of its message.
type Problem = problem.Problem

// Problems is every mistake found. It is returned as an error only when it holds at least one.
type Problems = problem.List
