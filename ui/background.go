package ui

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The question for the terminal's background colour and the start of its answer (xterm control sequences, OSC 11).
const (
	backgroundQuery  = "\x1b]11;?\x07"
	backgroundAnswer = "\x1b]11;"
)

// backgroundWait is how long an answer may take. Later ones are thrown away: a screen that changes its colours while
// someone reads it is worse than one with the wrong colours.
const backgroundWait = 100 * time.Millisecond

// longestAnswer is more than an answer can have: ESC ] 11 ; rgba:ffff/ffff/ffff/ffff ESC \.
const longestAnswer = 48

type (
	// backgroundMsg says whether the terminal's background is dark.
	backgroundMsg struct{ dark bool }
	// backgroundLateMsg says that no answer will be used any more.
	backgroundLateMsg struct{}
)

// answersBackground says whether a terminal of this kind is worth asking.
func answersBackground(term string) bool {
	return term != "" && term != "dumb" && term != "linux" && !strings.HasPrefix(term, "screen")
}

// backgroundFilter takes the answers about the background colour out of a terminal's input and leaves all other bytes
// as they are. An answer may come late, and in pieces.
type backgroundFilter struct {
	found    func(dark bool)
	asked    bool   // an answer may come; cleared by the first
	held     []byte // the start of what may be an answer
	borrowed bool   // the first byte of held, an ESC, was let through before
	afterESC bool   // the input before ended with an ESC that was let through
}

// feed returns what of the input is the learner's. The result may share memory with in.
func (f *backgroundFilter) feed(in []byte) []byte {
	if f.asked && f.afterESC && len(f.held) == 0 && len(in) > 0 && in[0] == ']' {
		// The ESC may have been an answer's: a key cannot wait for what follows, so it cannot be taken back.
		f.held, f.borrowed = []byte{0x1b}, true
	}
	data := slices.Concat(f.held, in)
	f.held = nil
	out := make([]byte, 0, len(data))
	for len(data) > 0 {
		at := bytes.IndexByte(data, 0x1b)
		if at < 0 {
			out = append(out, data...)
			break
		}
		out, data = append(out, data[:at]...), data[at:]
		n, whole := f.answerAt(data)
		switch {
		case whole:
			data, f.borrowed = data[n:], false
		case n > 0:
			f.held, data = bytes.Clone(data), nil
		default:
			if !f.borrowed {
				out = append(out, 0x1b)
			}
			data, f.borrowed = data[1:], false
		}
	}
	if len(in) > 0 {
		f.afterESC = len(f.held) == 0 && in[len(in)-1] == 0x1b
	}
	return out
}

// release gives up waiting for the rest of an answer.
func (f *backgroundFilter) release() []byte {
	held := f.held
	if f.borrowed {
		held = held[1:]
	}
	f.held, f.borrowed = nil, false
	return held
}

// answerAt looks at data, which starts with ESC. It returns the length of the answer there when it is whole, a
// length above 0 when it may become one, and 0 when it is something else. A lone ESC is a key, never held.
func (f *backgroundFilter) answerAt(data []byte) (n int, whole bool) {
	if len(data) < 2 || data[1] != ']' {
		return 0, false
	}
	if len(data) < len(backgroundAnswer) {
		if strings.HasPrefix(backgroundAnswer, string(data)) {
			return len(data), false
		}
		return 0, false
	}
	if !bytes.HasPrefix(data, []byte(backgroundAnswer)) {
		return 0, false
	}
	body := data[len(backgroundAnswer):]
	for i, c := range body {
		switch {
		case c == 0x07:
			f.answer(string(body[:i]))
			return len(backgroundAnswer) + i + 1, true
		case c == 0x1b && i+1 < len(body) && body[i+1] == '\\':
			f.answer(string(body[:i]))
			return len(backgroundAnswer) + i + 2, true
		case c == 0x1b && i+1 == len(body):
			return len(data), false
		case c < ' ' || i > longestAnswer:
			return 0, false
		}
	}
	return len(data), false
}

func (f *backgroundFilter) answer(colour string) {
	f.asked = false
	if dark, ok := isDark(colour); ok && f.found != nil {
		f.found(dark)
	}
}

// isDark reads a colour such as rgb:1e1e/1e1e/1e1e, with one to four hexadecimal digits for each part.
func isDark(colour string) (dark, ok bool) {
	_, parts, ok := strings.Cut(colour, ":")
	if !ok {
		return false, false
	}
	fields := strings.Split(parts, "/")
	if len(fields) < 3 {
		return false, false
	}
	weights := [3]float64{0.2126, 0.7152, 0.0722} // Rec. 709: how bright each part looks
	light := 0.0
	for i, weight := range weights {
		v, err := strconv.ParseUint(fields[i], 16, 16)
		if err != nil || len(fields[i]) > 4 {
			return false, false
		}
		light += weight * float64(v) / float64(uint64(1)<<(4*len(fields[i]))-1)
	}
	return light < 0.5, true
}
