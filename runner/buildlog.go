package runner

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"tutor/internal/dockerfile"
)

// buildLog collects what a build shows: its steps, what its commands print, and the builder's own last words.
type buildLog struct {
	*news
	lines   tail
	said    []string // what the builder itself said outside of steps, the error among it
	asked   string   // the image that a registry was asked about in vain
	current string   // name of the step that runs, or that failed
	began   time.Time
	source  buildSource
	file    *dockerfile.File // the source, parsed; nil where it cannot be

	exporting bool    // the engine is writing the image
	heard     counter // what the builder has printed
}

// askedWords are what BuildKit calls asking a registry about the image of a FROM.
const askedWords = "load metadata for "

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
		step := BuildStep{Name: v.Name, Waiting: v.Started == nil, Cached: v.Cached, Done: v.Started != nil && v.Completed != nil, Failed: v.Error != ""}
		if image, ok := strings.CutPrefix(v.Name, "[internal] "+askedWords); ok && step.Failed {
			r.log.asked = image
		}
		if strings.HasPrefix(v.Name, "exporting to ") && !step.Waiting {
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
	at, ok := stepAt(step.Name)
	if !ok {
		return
	}
	step.Number, step.Total = at.number, at.total
	before, known := r.steps[digest]
	if known && step.Waiting || before.Failed { // it is told again for each that needs it
		return
	}
	if known {
		step.First, step.Last = before.First, before.Last
	} else if r.log.file != nil {
		lines := r.log.file.Step(at.stage, at.number, at.text)
		step.First, step.Last = lines.First, lines.Last
	}
	if before == step {
		return
	}
	r.steps[digest] = step
	if step.Waiting {
		r.log.send(step)
		return
	}
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

// stepPlace is where a step stands, as its name says it.
type stepPlace struct {
	stage         string // empty where there is but one
	number, total int
	text          string // the instruction
}

// stepAt reads "[2/5] COPY . .", "[build 2/5] RUN make" and "[linux/amd64 build 2/5] RUN make".
func stepAt(name string) (stepPlace, bool) {
	inside, text, found := strings.Cut(strings.TrimPrefix(name, "["), "] ")
	words := strings.Fields(inside)
	if !found || !strings.HasPrefix(name, "[") || len(words) == 0 {
		return stepPlace{}, false
	}
	at := stepPlace{text: text}
	if n := len(words); n > 1 && !strings.Contains(words[n-2], "/") {
		at.stage = words[n-2]
	}
	var ok bool
	at.number, at.total, ok = fraction(words[len(words)-1])
	return at, ok
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
	if r.log.file != nil {
		lines := r.log.file.Nth(number, instruction)
		r.step.First, r.step.Last = lines.First, lines.Last
	}
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
