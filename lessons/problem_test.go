package lessons

import (
	"strings"
	"testing"
	"testing/fstest"
)

const goodFront = "---\nid: one\ntitle: One\nminutes: 5\nobjectives: [Read]\n---\n" // the body starts on line 7

// problemCases give each mistake an author can make and the places at which it
// is reported. A want that ends without a message matches any.
var problemCases = []struct {
	name, content string
	want          []string
}{
	{"empty file", "", []string{"1:1: the file is empty"}},
	{"blank file", "\n \n\n", []string{"1:1: the file is empty"}},
	{"byte order mark only", "\uFEFF", []string{"1:1: the file is empty"}},
	{"not UTF-8", "---\nid: one\ntitle: Caf\xe9\n", []string{"3:11: this is not UTF-8"}},
	{"UTF-16", "\xff\xfe-\x00-\x00", []string{"1:1: this is not UTF-8"}},

	{"no front matter", "# Hello\n", []string{"1:1: front matter is missing"}},
	{"text before front matter", "\n" + goodFront + "Text.\n", []string{"1:1: front matter is missing"}},
	{"front matter not closed", "---\nid: one\ntitle: One\n", []string{"1:1: front matter is never closed"}},
	{"front matter too long", front("summary: " + strings.Repeat("long ", 2000)), []string{"1:1: front matter has more than"}},
	{"only front matter", strings.TrimSuffix(goodFront, "\n"), []string{"6:1: the lesson has no text"}},
	{"front matter and blank lines", goodFront + "\n\n", []string{"7:1: the lesson has no text"}},
	{"empty front matter", "---\n---\nText.\n", []string{
		"1:1: id is missing", "1:1: title is missing", "1:1: minutes is missing",
	}},
	{"comment as front matter", "---\n# later\n---\nText.\n", []string{
		"1:1: id is missing", "1:1: title is missing", "1:1: minutes is missing",
	}},
	{"unknown key", "---\nid: one\ntitel: One\nminutes: 5\n---\nText.\n", []string{
		"1:1: objectives is missing", `3:1: unknown key "titel"; did you mean title?`,
	}},
	{"unknown key like no other", front("author: me"), []string{
		`6:1: unknown key "author"; a lesson has id, title, minutes, objectives, practises, summary, exercise`,
	}},
	{"duplicate key", front("id: two"), []string{`6:1: front matter is not valid YAML (mapping key "id" already defined at [2:1]); write each key once`}},
	{"broken YAML", "---\nid: one\ntitle: \"One\nminutes: 5\n---\nText.\n", []string{"3:8: front matter is not valid YAML"}},
	{"tab in YAML", front("practises:\n\t- Read"), []string{"7:1: front matter is not valid YAML"}},
	{"misspelt key of a list", strings.Replace(goodFront, "objectives", "objectivez", 1) + "Text.\n", []string{`5:1: unknown key "objectivez"; did you mean objectives?`}},
	{"list as front matter", "---\n- id\n---\nText.\n", []string{"2:1: front matter must be one list"}},
	{"id not kebab-case", strings.Replace(goodFront, "id: one", "id: First_Steps", 1) + "Text.\n", []string{`2:5: id "First_Steps" is not kebab-case`}},
	{"id with a dash at its end", strings.Replace(goodFront, "id: one", "id: one-", 1) + "Text.\n", []string{"2:5: id"}},
	{"id empty", strings.Replace(goodFront, "id: one", "id:", 1) + "Text.\n", []string{"2:4: id is empty"}},
	{"title is a number", strings.Replace(goodFront, "title: One", "title: 8.10", 1) + "Text.\n", []string{"3:8: title must be text"}},
	{"title too wide", strings.Replace(goodFront, "One", strings.Repeat("語", 31), 1) + "Text.\n", []string{"3:8: title is 62 cells wide"}},
	{"title of two lines", strings.Replace(goodFront, "title: One", "title: |\n  One\n  Two", 1) + "Text.\n", []string{"3:8: title must be one line"}},
	{"minutes too many", strings.Replace(goodFront, "5", "61", 1) + "Text.\n", []string{"4:10: minutes must be"}},
	{"minutes zero", strings.Replace(goodFront, "5", "0", 1) + "Text.\n", []string{"4:10: minutes must be"}},
	{"minutes negative", strings.Replace(goodFront, "5", "-5", 1) + "Text.\n", []string{"4:10: minutes must be"}},
	{"minutes in words", strings.Replace(goodFront, "5", "five", 1) + "Text.\n", []string{"4:10: minutes must be"}},
	{"objectives not a list", strings.Replace(goodFront, "[Read]", "Read", 1) + "Text.\n", []string{"5:13: objectives must be a list"}},
	{"objective empty", strings.Replace(goodFront, "[Read]", "\n  - Read\n  -", 1) + "Text.\n", []string{"7:4: objectives is empty"}},
	{"exercise not kebab-case", front("exercise: Build Image"), []string{"6:11: exercise"}},

	{"level-1 heading", goodFront + "# One\n\nText.\n", []string{"7:1: level-1 heading"}},
	{"heading without text", goodFront + "##\n\nText.\n", []string{"7:1: heading has no text"}},
	{"page without text", goodFront + "## A\n\n## B\n\nText.\n", []string{`7:1: page "A" is empty`}},
	{"last page without text", goodFront + "Text.\n\n## B\n", []string{`9:1: page "B" is empty`}},
	{"code block without language", goodFront + "Text:\n\n```\nls\n```\n", []string{"9:1: code block has no language"}},
	{"code block without language in a list", goodFront + "- Text:\n\n  ```\n  ls\n  ```\n", []string{"9:3: code block has no language"}},
	{"code block by indentation", goodFront + "Text:\n\n    ls\n", []string{"9:5: code block made by indentation"}},
	{"code block not closed", goodFront + "```sh\nls\n\nText.\n", []string{"7:1: code block is never closed"}},
	{"code block not closed and empty", goodFront + "```sh", []string{"7:1: code block is never closed"}},
	{"unknown word after dockerfile", goodFront + "```dockerfile wolk\nFROM a\n```\n", []string{`7:15: "wolk" after dockerfile is not known`}},
	{"unknown word after sh", goodFront + "```sh start\nls\n```\n", []string{`7:7: "start" after sh is not known`}},
	{"unknown word after another language", goodFront + "```python walk\n1\n```\n", []string{`7:11: "walk" after python is not known`}},
	{"link definition", goodFront + "See [docs][d].\n\n[d]: https://example.com\n", []string{"9:1: link definition"}},

	{"walkthrough without list", goodFront + walk("FROM a") + "Text.\n", []string{"7:1: walkthrough has no explanations"}},
	{"walkthrough with bullets", goodFront + walk("FROM a") + "- one\n", []string{"7:1: walkthrough has no explanations"}},
	{"text between walkthrough and list", goodFront + walk("FROM a") + "Text.\n\n1. one\n", []string{"7:1: walkthrough has no explanations"}},
	{"too few items", goodFront + walk("FROM a", "RUN b") + "1. one\n", []string{
		"12:1: the Dockerfile has 2 instructions but the list has 1 item",
	}},
	{"too many items", goodFront + walk("# comment", "FROM a") + "1. one\n2. two\n", []string{
		"12:1: the Dockerfile has 1 instruction but the list has 2 items",
	}},
	{"item without text", goodFront + walk("FROM a", "RUN b") + "1. one\n2.\n", []string{"13:1: item 2 explains nothing"}},
	{"list starts late", goodFront + walk("FROM a") + "2. one\n", []string{"11:1: the explanations start with number 2"}},
	{"two walkthroughs on a page", goodFront + walk("FROM a") + "1. one\n\n" + walk("FROM b") + "1. one\n", []string{
		"13:1: this page already has a walkthrough or a mistake to find, on line 7",
	}},
	{"walkthrough in a quote", goodFront + "> ```dockerfile walk\n> FROM a\n> ```\n>\n> 1. one\n", []string{"7:3: walkthrough inside a list or a quote"}},
	{"Dockerfile without instructions", goodFront + walk("# nothing") + "1. one\n", []string{"8:1: Docker cannot read this Dockerfile"}},
	{"Dockerfile that Docker cannot read", goodFront + walk("FROM a", "RUN <<END", "ls") + "1. one\n2. two\n", []string{"9:1: Docker cannot read this Dockerfile (unterminated heredoc)"}},
	{"practises not a list", front("practises: read"), []string{"6:12: practises must be a list"}},
	{"practises not an id", front("practises: [Read it]"), []string{`6:13: practises "Read it" is not kebab-case`}},
	{"practises what no course teaches", front("practises: [read]"), []string{`6:13: the course has no objective "read"; list its objectives in course.yaml`}},

	{"quiz without a question", goodFront + "## Quiz: one\n\nText.\n", []string{`7:1: "Quiz: one" has no question`}},
	{"quiz without a question on a page", goodFront + "## A\n\nText.\n\n### Quiz\n\n- a\n", []string{`11:1: "Quiz" has no question`}},
	{"question without a right answer", goodFront + "## Quiz: one\n\n- [ ] a - no\n- [ ] b - no\n", []string{"9:1: the question has no right answer"}},
	{"question with one option", goodFront + "## Quiz: one\n\n- [x] a - yes\n", []string{"9:1: the question has one option"}},
	{"question that asks nothing", goodFront + "## Quiz\n\n- [x] a - yes\n- [ ] b - no\n", []string{"9:1: the question asks nothing"}},
	{"option without a box", goodFront + "## Quiz: one\n\n- [x] a - yes\n- b - no\n", []string{"10:1: option without a box"}},
	{"option without an explanation", goodFront + "## Quiz: one\n\n- [x] a - yes\n- [ ] b-c `d - e`\n", []string{"10:1: option without an explanation"}},
	{"option with an empty explanation", goodFront + "## Quiz: one\n\n- [x] a - yes\n- [ ] b -\n", []string{"10:1: option with nothing"}},

	{"spot without list", goodFront + spot("FROM a") + "Text.\n", []string{"7:1: mistake to find without explanations"}},
	{"spot without boxes", goodFront + spot("FROM a") + "1. one\n", []string{"11:1: item 1 has no box", "11:1: no item is marked"}},
	{"spot without a mistake", goodFront + spot("FROM a") + "1. [ ] one\n", []string{"11:1: no item is marked as the mistake"}},
	{"spot with too few items", goodFront + spot("FROM a", "RUN b") + "1. [x] one\n", []string{"12:1: the Dockerfile has 2 instructions but the list has 1 item"}},
	{"spot in a list", goodFront + "- Text:\n\n  ```dockerfile spot\n  FROM a\n  ```\n", []string{"9:3: spot-the-mistake block inside a list or a quote"}},
	{"spot beside a walkthrough", goodFront + walk("FROM a") + "1. one\n\n" + spot("FROM b") + "1. [x] one\n", []string{
		"13:1: this page already has a walkthrough or a mistake to find, on line 7",
	}},

	{"command in a list", goodFront + "- Text:\n\n  ```sh run\n  ls\n  ```\n", []string{"9:3: command block inside a list or a quote"}},
	{"command block without a command", goodFront + "```sh run\n\n```\n", []string{"7:1: command block without a command"}},

	{"term without a meaning", goodFront + "| Term | Meaning |\n|---|---|\n| image | |\n", []string{`9:1: term "image" has no meaning`}},
	{"row without a term", goodFront + "| Term | Meaning |\n|---|---|\n| | m |\n", []string{"9:1: a row without a term"}},
	{"term twice", goodFront + "| Term | Meaning |\n|---|---|\n| image | m |\n| Image | n |\n", []string{`10:1: term "Image" is already explained on line 9`}},
	{"terms without meanings", goodFront + "| Term |\n|---|\n| image |\n", []string{"7:1: the table has terms but no meanings", `9:1: term "image" has no meaning`}},

	{"dead link", goodFront + "See [this](02-two.md).\n", []string{"7:5: dead link: there is no lesson or file 02-two.md"}},
	{"dead link near a lesson", goodFront + "See [this](01-on.md).\n", []string{"7:5: dead link: there is no lesson or file 01-on.md; did you mean 01-one.md?"}},
	{"link to a heading that is not there", goodFront + "## A\n\nSee [this](#b).\n", []string{"9:5: link to #b, which 01-one.md has not; its headings are #a"}},
	{"link that is no address", goodFront + "See [this](http://[x).\n", []string{`7:5: link "http://[x" is no address`}},
	{"image that is not there", goodFront + "A ![picture](a.png).\n", []string{"7:3: dead link: there is no lesson or file a.png"}},
	{"escape character", goodFront + "Text.\n\na \x1b[31mb \x1b[0m\n\x00\n", []string{"9:3: U+001B is a control character", "10:1: U+0000"}},
	{"control in the front matter", strings.Replace(goodFront, "One", "O\u009bne", 1) + "Text.\n", []string{"3:9: U+009B is a control character"}},
	{"text that runs backwards", goodFront + "```sh run\nls \u202exyz\n```\n", []string{"8:4: U+202E is a control character"}},
	{"line separator", goodFront + "a\u2028b\n", []string{"7:2: U+2028"}},
	{"controls by number and name", goodFront + "a &#27;[2J &#x9B; &rlm; &Tab; &nbsp; &#65; &#0; &#9999999;\n", []string{
		"7:3: &#27; is a control character", "7:12: &#x9B;", "7:19: &rlm;",
	}},
	{"numbers in code", goodFront + "`&#27;`\n\n```text\n&#27;\n```\n", nil},
	{"script as an address", goodFront + "[a](JavaScript:alert(1)) <javascript:x>\n", []string{"7:1: link with javascript: leads nowhere", "7:26: link with javascript:"}},
	{"data as an address", goodFront + "![a](data:text/html,x) [b](file:///etc/passwd) [c](mailto:a@b.org)\n", []string{"7:1: link with data:", "7:24: link with file:"}},
	{"list without entries", front("practises: []"), []string{"6:12: practises is an empty list"}},
	{"fence that takes in another", goodFront + "```sh run\nls\n\n```output\na\n```\n", []string{"7:1: code block takes in the start of another one, on line 10"}},
	{"fence in a longer fence", goodFront + "````text\n```sh\n```\n````\n", nil},
	{"comment that is not closed", goodFront + "<!-- note\n\nText.\n", []string{"7:1: comment is never closed"}},
	{"heading without a blank", goodFront + "Text.\n\n##Words\n", []string{`9:1: heading without a blank after its number signs; write "## Words"`}},
	{"diagram that is too wide", goodFront + "```text\n" + strings.Repeat("-", 57) + "\n```\n", []string{"8:1: line of 57 cells in a text block"}},
	{"unknown instruction", goodFront + walk("FROM a", "RUNN b") + "1. one\n2. two\n", []string{"9:1: Docker knows no instruction RUNN; did you mean RUN?"}},
	{"two mistakes to find", goodFront + spot("FROM a", "RUN b") + "1. [x] one\n2. [x] two\n", []string{"12:1: 2 items are marked as the mistake"}},
	{"the same option twice", goodFront + "## Quiz: one\n\n- [x] a - yes\n- [ ] a - no\n", []string{"10:1: this option is there already"}},
	{"quiz in small letters", goodFront + "## quiz: one\n\nText.\n", []string{`7:1: "quiz: one" has no question`}},
	{"link without an address", goodFront + "See [this]().\n", []string{`7:5: link "" is no address`}},
	{"walkthrough that is not closed", goodFront + "```dockerfile walk\nFROM a\n\n1. one\n", []string{"7:1: code block is never closed"}},
	{"walkthrough that takes in a fence", goodFront + "```dockerfile walk\nFROM a\n\n1. one\n\n```sh run\nls\n```\n", []string{"7:1: code block takes in the start of another one, on line 12"}},
	{"mistake to find that is not closed", goodFront + "```dockerfile spot\nFROM a\n\n1. [x] one\n", []string{"7:1: code block is never closed"}},
	{"walkthrough with boxes", goodFront + walk("FROM a") + "1. [x] one\n", []string{"11:1: a walkthrough has no boxes"}},
	{"quiz without anything", goodFront + "## Quiz: one\n\n## B\n\nText.\n", []string{`7:1: "Quiz: one" has no question`}},
	{"option with a wrong box", goodFront + "## Quiz: one\n\n- [y] a - yes\n- [ ] b - no\n", []string{"9:1: option without a box"}},
	{"output misspelt", goodFront + "```sh run\nls\n```\n\n```outptu\na\n```\n", []string{`11:4: "outptu" is no language; did you mean output?`}},
	{"walk in another language", goodFront + "```Dockerfile walk\nFROM a\n```\n", []string{`7:15: "walk" after Dockerfile is not known; only dockerfile, in small letters, can be stepped through`}},
	{"run in another language", goodFront + "```bash run\nls\n```\n", []string{`7:9: "run" after bash is not known; only sh, in small letters, can be run`}},
	{"word in angle brackets", goodFront + "Run <image>, then.\n", []string{"7:5: <image> is taken for HTML and not shown"}},
	{"word in angle brackets alone", goodFront + "<image>\n", []string{"7:1: <image> is taken for HTML and not shown"}},
	{"HTML that loses no text", goodFront + "A <b>c</b>, `<d>`, \\<e>, <https://f.org>, g<br>h<br/>.\n\n<div>\ni\n</div>\n", nil},
	{"row with a cell too many", goodFront + "| A | B |\n|---|---|\n| a | `b|c` |\n| a \\| b | c |\n| a |\n", []string{"9:1: the row has 3 cells and the table 2 columns"}},
	{"row with a cell too many in a list", goodFront + "- | A |\n  |---|\n  | a | b |\n", []string{"9:3: the row has 2 cells and the table 1 column,"}},
	{"header with a cell too many", goodFront + "| A | B |\n|---|\n| a | b |\n", []string{"8:1: no table: the line above has 2 cells and this one has 1 cell"}},
	{"two mistakes", goodFront + "# One\n\n```\nls\n```\n", []string{"7:1: level-1 heading", "9:1: code block has no language"}},
	{"mistakes in both parts", "---\nid: one\ntitle: One\n---\n# One\n", []string{"1:1: minutes is missing", "1:1: objectives is missing", "5:1: level-1 heading"}},
	{"characters, not bytes", goodFront + "> ü `x` ```y\n>\n> é\n\n```é wörd\n```\n", []string{`11:6: "wörd" after é is not known`}},
}

// front is a good lesson with one more entry, on line 6, in its front matter.
func front(entry string) string {
	return strings.TrimSuffix(goodFront, "---\n") + entry + "\n---\nText.\n"
}

func spot(lines ...string) string {
	return strings.Replace(walk(lines...), "walk", "spot", 1)
}

// walk is a walkthrough's code: the fence, the lines, the fence, a blank line.
func walk(lines ...string) string {
	return "```dockerfile walk\n" + strings.Join(lines, "\n") + "\n```\n\n"
}

func TestLintReportsEachProblemAtItsPlace(t *testing.T) {
	for _, tt := range problemCases {
		t.Run(tt.name, func(t *testing.T) {
			got := Lint(fstest.MapFS{"01-one.md": {Data: []byte(tt.content)}})
			if len(got) != len(tt.want) {
				t.Fatalf("got %d problems, want %d:\n%v", len(got), len(tt.want), got)
			}
			for i, want := range tt.want {
				if !strings.HasPrefix(got[i].Error(), "01-one.md:"+want) {
					t.Errorf("problem %d is\n  %v\nwant\n  01-one.md:%s", i, got[i], want)
				}
			}
		})
	}
}

// Editors show the message next to the line; it has to be that line.
func TestProblemCarriesTheSourceLine(t *testing.T) {
	got := Lint(fstest.MapFS{"01-one.md": {Data: []byte("\uFEFF---\r\nid: one\r\ntitel: Ö\r\n---\r\nText.\r\n")}})
	for _, p := range got {
		if p.Line == 3 && p.Text == "titel: Ö" {
			return
		}
	}
	t.Errorf("no problem carries line 3 without its line end: %+v", got)
}

func TestLintAcrossFiles(t *testing.T) {
	course := fstest.MapFS{
		"02-b.md":   {Data: []byte(goodFront + "Text.\n")},
		"01-a.md":   {Data: []byte("---\ntitle: A\nid: one\nminutes: 1\nobjectives: [A]\n---\n# A\n")},
		"03-c.md":   {Data: []byte("---\ntitle: C\nminutes: 1\nid: one\nobjectives: [A]\n---\nText.\n")},
		"README.md": {Data: []byte("no lesson")},
	}
	const want = `01-a.md:7:1: level-1 heading; the title comes from the front matter, so use ## to start a page
02-b.md:2:5: id "one" is already used by 01-a.md; give each lesson its own id
03-c.md:4:5: id "one" is already used by 01-a.md; give each lesson its own id`
	if got := Lint(course).Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLintOfAFolderThatHoldsNoCourse(t *testing.T) {
	got := Lint(fstest.MapFS{"README.md": {Data: []byte("x")}, "notes.txt": {Data: []byte("x")}})
	if want := ".: no lesson in this folder; add a Markdown file such as 01-first-steps.md"; got.Error() != want {
		t.Errorf("got %q, want %q", got.Error(), want)
	}
}

func TestLintOfAFileThatIsTooLarge(t *testing.T) {
	got := Lint(fstest.MapFS{"01-big.md": {Data: make([]byte, maxFileSize+1)}})
	if len(got) != 1 || !strings.Contains(got[0].Message, "split the lesson") {
		t.Errorf("got %v", got)
	}
}
