package runner

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// buildLog collects what a build shows: its steps, what its commands print, and the builder's own last words.
type buildLog struct {
	*news
	lines   tail
	said    []string // what the builder itself said outside of steps, the error among it
	current string   // name of the step that runs, or that failed
	began   time.Time

	exporting bool // the engine is writing the image
}

// maxSaid bounds the builder's own words that are kept.
const maxSaid = 100

func (b *buildLog) print(line string) {
	b.lines.add(line)
	b.send(LogLine{Text: line})
}

func (b *buildLog) say(line string) {
	b.said = append(b.said, line[:min(len(line), lineCap)])
	if len(b.said) > 2*maxSaid { // the error comes last
		b.said = append([]string(nil), b.said[maxSaid:]...)
	}
	b.print(line)
}

// where names the step a build ended in.
func (b *buildLog) where() string {
	if b.current == "" {
		return ""
	}
	return ", at step " + b.current
}

// buildkitReader reads BuildKit's progress: one JSON object a line (`--progress=rawjson`), and plain lines around them.
// The fields are those of SolveStatus in github.com/moby/buildkit/client.
type buildkitReader struct {
	log   *buildLog
	steps map[string]BuildStep // by digest; what was last told
	parts map[string]string    // by digest; a line that has no end yet
}

type solveStatus struct {
	Vertexes []struct {
		Digest, Name       string
		Started, Completed *time.Time
		Cached             bool
		Error              string
	} `json:"vertexes"`
	Logs []struct {
		Vertex string
		Data   []byte
	} `json:"logs"`
}

func (r *buildkitReader) line(line string) {
	var s solveStatus
	if !strings.HasPrefix(line, "{") || json.Unmarshal([]byte(line), &s) != nil {
		if strings.TrimSpace(line) != "" {
			r.log.say(line)
		}
		return
	}
	if r.steps == nil {
		r.steps, r.parts = map[string]BuildStep{}, map[string]string{}
	}
	for _, v := range s.Vertexes {
		step := BuildStep{Name: v.Name, Cached: v.Cached, Done: v.Completed != nil, Failed: v.Error != ""}
		if v.Started == nil {
			continue
		}
		if strings.HasPrefix(v.Name, "exporting to ") {
			r.log.exporting = !step.Done
		}
		if step.Done {
			step.Elapsed = v.Completed.Sub(*v.Started)
		}
		r.step(v.Digest, step)
	}
	for _, l := range s.Logs {
		r.printed(l.Vertex, string(l.Data))
	}
}

// step tells the listener about a step of the Dockerfile when something about it is new.
func (r *buildkitReader) step(digest string, step BuildStep) {
	var ok bool
	step.Number, step.Total, ok = stepNumber(step.Name)
	if !ok || r.steps[digest] == step {
		return
	}
	r.steps[digest] = step
	if !step.Done || step.Failed {
		r.log.current = step.Name
	} else if r.log.current == step.Name {
		r.log.current = ""
	}
	r.log.send(step)
}

// printed passes on whole lines: the engine cuts what a command prints wherever it likes.
func (r *buildkitReader) printed(vertex, data string) {
	lines := strings.Split(r.parts[vertex]+data, "\n")
	for _, l := range lines[:len(lines)-1] {
		r.log.print(strings.TrimSuffix(l, "\r"))
	}
	rest := lines[len(lines)-1]
	if len(rest) > lineCap {
		r.log.print(rest)
		rest = ""
	}
	r.parts[vertex] = rest
}

// stepNumber reads "[2/5] COPY . ." and "[build 2/5] RUN make".
func stepNumber(name string) (number, total int, ok bool) {
	inside, _, found := strings.Cut(strings.TrimPrefix(name, "["), "] ")
	if !found || !strings.HasPrefix(name, "[") {
		return 0, 0, false
	}
	if i := strings.LastIndexByte(inside, ' '); i >= 0 {
		inside = inside[i+1:]
	}
	return fraction(inside)
}

// fraction reads "2/5".
func fraction(s string) (number, total int, ok bool) {
	a, b, found := strings.Cut(s, "/")
	number, errA := strconv.Atoi(a)
	total, errB := strconv.Atoi(b)
	return number, total, found && errA == nil && errB == nil
}

// legacyReader reads the classic builder's plain text, and remembers the intermediate images it makes.
type legacyReader struct {
	log    *buildLog
	step   BuildStep
	made   []string
	cached bool
}

func (r *legacyReader) line(line string) {
	switch {
	case strings.HasPrefix(line, "Step "):
		r.next(line)
	case strings.HasPrefix(line, " ---> Using cache"):
		r.cached = true
	case strings.HasPrefix(line, " ---> Running in "), strings.HasPrefix(line, "Removing intermediate container "):
	case strings.HasPrefix(line, " ---> "):
		if id := strings.TrimPrefix(line, " ---> "); !r.cached && !strings.Contains(r.step.Name, " FROM ") && isHex(id) {
			r.made = append(r.made, id)
		}
		r.finish()
	case isLegacyTalk(line):
	default:
		r.log.say(line)
	}
}

// next begins a step: "Step 2/7 : WORKDIR /app".
func (r *legacyReader) next(line string) {
	r.finish()
	count, instruction, _ := strings.Cut(strings.TrimPrefix(line, "Step "), " : ")
	number, total, _ := fraction(count)
	r.step = BuildStep{Name: "[" + count + "] " + instruction, Number: number, Total: total}
	r.cached, r.log.current, r.log.began = false, r.step.Name, time.Now()
	r.log.send(r.step)
}

func (r *legacyReader) finish() {
	if r.step.Name == "" || r.step.Done {
		return
	}
	r.step.Done, r.step.Cached, r.step.Elapsed = true, r.cached, time.Since(r.log.began)
	r.log.current = ""
	r.log.send(r.step)
}

// isLegacyTalk says whether the line is the builder's housekeeping, which helps nobody.
func isLegacyTalk(line string) bool {
	trimmed := strings.TrimSpace(line)
	for _, p := range []string{
		"DEPRECATED: The legacy builder", "BuildKit is currently disabled", "environment-variable.", "Install the buildx component",
		"Sending build context", "Successfully built ", "Successfully tagged ",
	} {
		if strings.HasPrefix(trimmed, p) {
			return true
		}
	}
	return trimmed == ""
}

func isHex(s string) bool {
	return len(s) >= 12 && strings.Trim(s, "0123456789abcdef") == ""
}
