package explain

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// shortText is a value as it is said in a sentence: on one line, not too long, in quotes where it has blanks.
func shortText(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) > maxSaid {
		text = string([]rune(text)[:maxSaid]) + "…"
	}
	if text == "" || strings.Contains(text, " ") || strings.HasSuffix(text, ".") && text != "." && text != ".." {
		return `"` + text + `"`
	}
	return text
}

// maxSaid is how many letters of a value a sentence takes.
const maxSaid = 70

// said is a value of any kind as it is said in a sentence.
func (n *yamlNode) said() string {
	n = n.real()
	switch {
	case n.kind == yamlScalar && n.null:
		return "nothing"
	case n.kind == yamlScalar:
		return shortText(n.text)
	}
	if text := n.flow(); utf8.RuneCountInString(text) <= maxSaid {
		return text
	}
	return countOf(len(n.list)+len(n.pairs), "entry")
}

// flow is a value on one line.
func (n *yamlNode) flow() string {
	var b strings.Builder
	n.writeFlow(&b)
	return b.String()
}

// pairText is a key with its value on one line.
func pairText(p yamlPair) string { return strings.TrimSpace(p.key + ": " + p.value.flow()) }

// writeFlow stops when there is enough for a line: aliases can make a value without end.
func (n *yamlNode) writeFlow(b *strings.Builder) {
	switch {
	case b.Len() > 400:
	case n.alias != "":
		b.WriteString("*" + n.alias)
	case n.kind == yamlMap:
		for i, p := range n.pairs {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(p.key + ": ")
			p.value.writeFlow(b)
		}
	case n.kind == yamlList:
		b.WriteString("[")
		for i, e := range n.list {
			if i > 0 {
				b.WriteString(", ")
			}
			e.writeFlow(b)
		}
		b.WriteString("]")
	default:
		b.WriteString(strings.Join(strings.Fields(n.text), " "))
	}
}

// wordList joins words as a sentence does.
func wordList(words []string) string {
	if len(words) > maxListed {
		words = append(append([]string{}, words[:maxListed-1]...), strconv.Itoa(len(words)-maxListed+1)+" more")
	}
	switch n := len(words); n {
	case 0:
		return "none"
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}

// maxListed is how many names a sentence takes.
const maxListed = 12

// countOf is a number with its noun.
func countOf(n int, noun string) string {
	switch {
	case n == 1 && strings.HasPrefix(noun, "e"):
		return "an " + noun
	case n == 1:
		return "one " + noun
	case strings.HasSuffix(noun, "y"):
		return strconv.Itoa(n) + " " + strings.TrimSuffix(noun, "y") + "ies"
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// timeWords is a duration such as 1m30s in words.
func timeWords(text string) string {
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		return shortText(text)
	}
	return durationWords(d)
}

// durationWords is a duration in words, such as 1 minute and 30 seconds.
func durationWords(d time.Duration) string {
	whole := d
	var parts []string
	for _, unit := range []struct {
		size time.Duration
		name string
	}{{time.Hour, "hour"}, {time.Minute, "minute"}, {time.Second, "second"}, {time.Millisecond, "millisecond"}} {
		if n := int(d / unit.size); n > 0 {
			parts = append(parts, strings.Replace(countOf(n, unit.name), "one ", "1 ", 1))
			d %= unit.size
		}
	}
	if d > 0 || len(parts) == 0 { // finer than people count
		return whole.String()
	}
	return wordList(parts)
}

// sizeWords is an amount of memory such as 512m as people write it.
func sizeWords(text string) string {
	number := strings.TrimRight(strings.ToLower(strings.TrimSpace(text)), "bkmgti")
	unit := strings.ToUpper(strings.TrimRight(strings.ToLower(strings.TrimSpace(text)[min(len(number), len(strings.TrimSpace(text))):]), "ib"))
	if _, err := strconv.ParseFloat(number, 64); err != nil {
		return shortText(text)
	}
	if unit == "" {
		return number + " bytes"
	}
	return number + " " + unit + "B"
}

// isTrue says whether Compose takes a value for yes.
func (n *yamlNode) isTrue() bool {
	switch strings.ToLower(n.real().text) {
	case "true", "yes", "on", "y", "1":
		return true
	}
	return false
}

// cpuWords is an amount of processors such as 0.50.
func cpuWords(text string) string {
	switch n, err := strconv.ParseFloat(text, 64); {
	case err != nil:
		return shortText(text) + " processors"
	case n == 0.5:
		return "half of one processor"
	case n == 1:
		return "one processor"
	case n < 1:
		return text + " of one processor"
	}
	return text + " processors"
}
