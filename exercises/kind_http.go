package exercises

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// HTTP asks one request of the running container.
type HTTP struct {
	Method string `yaml:"method"` // default GET
	Path   string `yaml:"path"`   // with its leading slash, and the query if any
	Status int    `yaml:"status"` // default 200
	// JSON is what the body must contain: objects key by key, all else exactly. See Placeholders. Nil asks nothing.
	JSON any `yaml:"json"`
	// Headers of the answer must have these values, letter case aside; a value of <any> asks only that the header is
	// there. What follows a semicolon, as in a Content-Type, counts only where it is asked for.
	Headers map[string]string `yaml:"headers"`
	MaxMS   int               `yaml:"max_ms"` // how long the answer may take, in milliseconds; 0 means no limit but the deadline
}

// HTTPObservation is the answer to one request, or why there was none.
type HTTPObservation struct {
	Method, Path string
	Err          string // what the HTTP client said; empty when an answer came
	Closed       bool   // the connection was refused, reset or ended before the whole answer
	Garbled      bool   // what came is not HTTP; Closed is set, too
	TimedOut     bool
	Status       int
	Header       http.Header
	Body         []byte
	Truncated    bool          // Body is only the beginning
	Elapsed      time.Duration // from request to the end of the body
	Waited       time.Duration // how long was waited, when no answer came
}

// Judge compares the answer with what is asked, from the connection inwards.
func (h HTTP) Judge(o HTTPObservation) Verdict {
	expected := h.expectation()
	switch {
	case o.TimedOut:
		return failed(SlowResponse, expected, fmt.Sprintf("no whole answer to %s within %s", h.request(), seconds(max(o.Waited, o.Elapsed))))
	case o.Closed || o.Err != "":
		return failed(ConnectionClosed, expected, h.broken(o))
	case o.Status != h.Status:
		return failed(WrongStatus, expected, fmt.Sprintf("%s answered %d; the body was %s", h.request(), o.Status, bodyText(o.Body)))
	}
	if v := h.judgeHeaders(o, expected); v.Outcome != Pass {
		return v
	}
	if v := h.judgeBody(o, expected); v.Outcome != Pass {
		return v
	}
	return h.judgeTime(o, expected)
}

func (h HTTP) broken(o HTTPObservation) string {
	text := fmt.Sprintf("%s got no whole answer: the connection was closed", h.request())
	if o.Garbled {
		text = fmt.Sprintf("%s got an answer that is not HTTP as it should be", h.request())
	}
	if o.Err == "" {
		return text
	}
	return text + " (" + cut(o.Err) + ")"
}

func (h HTTP) judgeHeaders(o HTTPObservation, expected string) Verdict {
	for _, name := range slices.Sorted(maps.Keys(h.Headers)) {
		want, got := h.Headers[name], o.Header.Values(name)
		if !slices.ContainsFunc(got, func(g string) bool { return headerIs(g, want) }) {
			observed := "the answer has no header " + name
			if len(got) > 0 {
				observed = fmt.Sprintf("the header %s is %q", name, cut(strings.Join(got, ", ")))
			}
			return failed(WrongHeader, expected, observed)
		}
	}
	return passed(expected, "")
}

// headerIs compares a header's value with the wanted one. Parameters, as the charset, count only where they are wanted.
func headerIs(got, want string) bool {
	if want == "<any>" {
		return true
	}
	if !strings.Contains(want, ";") {
		got, _, _ = strings.Cut(got, ";")
	}
	return strings.EqualFold(strings.TrimSpace(got), strings.TrimSpace(want))
}

func (h HTTP) judgeBody(o HTTPObservation, expected string) Verdict {
	if h.JSON == nil {
		return passed(expected, "")
	}
	if o.Truncated {
		return failed(NotJSON, expected, fmt.Sprintf("the body is too long: more than the %d bytes that were read", len(o.Body)))
	}
	got, err := decodeJSON(o.Body)
	if err != nil {
		return failed(NotJSON, expected, fmt.Sprintf("the body is not JSON: %s; it was %s", cut(err.Error()), bodyText(o.Body)))
	}
	want, err := canonical(h.JSON)
	if err != nil { // lint refuses such a spec before anything is graded
		return Verdict{Outcome: Error, Cause: Internal, Expected: expected, Observed: "the exercise asks for JSON that cannot be: " + err.Error()}
	}
	if d := matchJSON("$", want, got); d != nil {
		return failed(WrongJSON, fmt.Sprintf("%s: %s is %s", expected, d.path, d.want), fmt.Sprintf("%s is %s", d.path, d.got))
	}
	return passed(expected, "")
}

func (h HTTP) judgeTime(o HTTPObservation, expected string) Verdict {
	if limit := time.Duration(h.MaxMS) * time.Millisecond; limit > 0 && o.Elapsed > limit {
		return failed(SlowResponse, expected, fmt.Sprintf("the answer to %s took %s", h.request(), seconds(o.Elapsed)))
	}
	return passed(expected, fmt.Sprintf("%s answered %d with %s", h.request(), o.Status, bodyText(o.Body)))
}

func (h HTTP) request() string { return h.Method + " " + h.Path }

func (h HTTP) expectation() string {
	text := fmt.Sprintf("%s answers %d", h.request(), h.Status)
	switch h.JSON {
	case nil:
	case "<any>":
		text += " with JSON"
	default:
		text += " with JSON that contains " + compact(h.JSON)
	}
	for _, name := range slices.Sorted(maps.Keys(h.Headers)) {
		text += fmt.Sprintf(", with %s: %s", name, h.Headers[name])
	}
	if h.MaxMS > 0 {
		text += fmt.Sprintf(", within %d ms", h.MaxMS)
	}
	return text
}

// bodyText shows a body: JSON without its white space, anything else as it is, both cut.
func bodyText(body []byte) string {
	text := strings.TrimSpace(string(body))
	if text == "" {
		return "empty"
	}
	if value, err := decodeJSON(body); err == nil {
		return compact(value)
	}
	return cut(text)
}

func httpMethods() []string {
	return []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
}

func (h HTTP) lint() []string {
	var wrong []string
	if !slices.Contains(httpMethods(), h.Method) {
		wrong = append(wrong, "method is none of HTTP's (write GET, POST, ... in capitals)")
	}
	if !strings.HasPrefix(h.Path, "/") || strings.ContainsAny(h.Path, " \t\r\n#") {
		wrong = append(wrong, "path must begin with a slash and hold no blank (write path: /health)")
	}
	if h.Status < 100 || h.Status > 599 {
		wrong = append(wrong, "status must be from 100 to 599 (leave it out for 200)")
	}
	if h.MaxMS < 0 {
		wrong = append(wrong, "max_ms must not be negative (leave it out for no limit)")
	}
	for name := range h.Headers {
		if name == "" || strings.ContainsAny(name, " \t\r\n:") {
			wrong = append(wrong, fmt.Sprintf("headers must be names and values (%q is no header)", name))
		}
	}
	return append(wrong, h.lintJSON()...)
}

func (h HTTP) lintJSON() []string {
	if h.JSON == nil {
		return nil
	}
	want, err := canonical(h.JSON)
	if err != nil {
		return []string{fmt.Sprintf("json cannot be written as JSON: %v (use numbers, text, lists and keys)", err)}
	}
	var wrong []string
	for _, name := range unknownPlaceholders(want) {
		wrong = append(wrong, fmt.Sprintf("json has the unknown placeholder %s (known: %s)", name, list(Placeholders())))
	}
	return wrong
}

// compact writes a value as one line of JSON, cut.
func compact(value any) string { return cut(jsonLine(value)) }

// jsonLine writes a value as one line of JSON.
func jsonLine(value any) string {
	var out strings.Builder
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false) // a person reads it
	if err := enc.Encode(value); err != nil {
		return fmt.Sprint(value)
	}
	return strings.TrimSpace(out.String())
}
