package lessons

import "strings"

const fenceLine = "---"

// maxFrontMatter bounds what the YAML parser gets to see, in bytes; nested
// brackets cost it quadratic time.
const maxFrontMatter = 8 << 10

// parseFrontMatter reads the YAML between the two --- lines and hands on what
// follows as the body.
func parseFrontMatter(src *source) (draft, Problems) {
	if !isFrontMatterFence(src.line(0)) {
		return draft{}, Problems{src.problem(0, "front-matter-missing", "front matter is missing; start the file with a line ---, then id, title and minutes, then another ---")}
	}
	end := closingRow(src)
	if end < 0 {
		return draft{}, Problems{src.problem(0, "front-matter-open", "front matter is never closed; add a line --- after its last key")}
	}
	if src.starts[end] > maxFrontMatter {
		return draft{}, Problems{src.problem(0, "front-matter-long", "front matter has more than %d bytes; is a line --- missing after its last key?", maxFrontMatter)}
	}
	d := draft{meta: Meta{File: src.file}, whole: src, body: bodyAfter(src, end)}
	// The opening line is given as a blank one, so that YAML's line numbers
	// are the file's.
	text := append([]byte("\n"), src.text[src.starts[1]:src.starts[end]]...)
	r := newFieldReader(src, "front matter", "lesson", fields(&d.meta))
	r.read(text)
	d.values, d.meant = r.seen, r.meant
	return d, r.problems
}

func isFrontMatterFence(line string) bool {
	return strings.TrimRight(line, " \t") == fenceLine
}

func closingRow(src *source) int {
	for row := 1; row < src.rows(); row++ {
		if isFrontMatterFence(src.line(row)) {
			return row
		}
	}
	return -1
}

func bodyAfter(src *source, end int) *source {
	if end+1 >= src.rows() {
		return sourceAt(src.file, nil, src.number(end))
	}
	return sourceAt(src.file, src.text[src.starts[end+1]:], src.number(end+1))
}
