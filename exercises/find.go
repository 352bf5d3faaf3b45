package exercises

import (
	"fmt"
	"strconv"
	"strings"
)

// Find returns the exercise with the given id or number. The error is an *UnknownError.
func Find(all []*Exercise, idOrNumber string) (*Exercise, error) {
	name := strings.TrimSpace(idOrNumber)
	number, err := strconv.Atoi(name)
	var ids, known []string
	for _, ex := range all {
		if ex.ID == name || err == nil && ex.Number == number {
			return ex, nil
		}
		ids = append(ids, ex.ID)
		known = append(known, fmt.Sprintf("%d %s", ex.Number, ex.ID))
	}
	return nil, &UnknownError{Name: idOrNumber, Known: known, Near: nearest(strings.ToLower(name), ids)}
}

// UnknownError says that no exercise has the name that was asked for.
type UnknownError struct {
	Name  string
	Known []string // ids with their numbers, in order
	Near  string   // the id that was probably meant; may be empty
}

// Error names the known exercises and the nearest one.
func (e *UnknownError) Error() string {
	text := fmt.Sprintf("there is no exercise %q", cut(e.Name))
	if e.Near != "" {
		text += "; did you mean " + e.Near + "?"
	}
	return text + " (exercises: " + strings.Join(e.Known, ", ") + ")"
}
