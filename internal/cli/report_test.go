package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"tutor/exercises"
)

// reportKeys are the keys of `tutor check --json` in their order: the contract with every script.
const reportKeys = `
schema exercise title outcome seed points max_points duration_ms
checks id title outcome required cause expected observed command exit_code log truncated hint lesson blocked_by duration_ms
environment docker builder arch
cleanup containers images left`

// optionalKeys may stand in a check where they say something.
var optionalKeys = []string{"criteria"}

func TestTheKeysOfAReport(t *testing.T) {
	rep := exercises.Report{Checks: []exercises.CheckResult{{ID: "builds"}}}
	doc, err := encodeJSON(withoutNulls(rep), "")
	noError(t, err)
	if bytes.Count(doc, []byte("\n")) != 1 || bytes.Contains(doc, []byte("null")) {
		t.Errorf("the document is %s", doc)
	}
	got := slices.DeleteFunc(keysOf(t, doc), func(key string) bool { return slices.Contains(optionalKeys, key) })
	if want := strings.Fields(reportKeys); !slices.Equal(got, want) {
		t.Errorf("the keys are\n%v, want\n%v", got, want)
	}
}

// keysOf lists the keys of a document as they come.
func keysOf(t *testing.T, doc []byte) []string {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(doc))
	var keys []string
	var inObject, isKey []bool
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return keys
		}
		noError(t, err)
		top := len(inObject) - 1
		switch delim, ok := token.(json.Delim); {
		case ok && (delim == '{' || delim == '['):
			if top >= 0 {
				isKey[top] = inObject[top]
			}
			inObject, isKey = append(inObject, delim == '{'), append(isKey, delim == '{')
		case ok:
			inObject, isKey = inObject[:top], isKey[:top]
		case inObject[top] && isKey[top]:
			keys, isKey[top] = append(keys, token.(string)), false
		default:
			isKey[top] = inObject[top]
		}
	}
}
