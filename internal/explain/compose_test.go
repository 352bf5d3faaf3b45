package explain

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/template"
	"github.com/compose-spec/compose-go/v2/types"
)

func explained(t *testing.T, text string) *Document {
	t.Helper()
	d, err := Compose(context.Background(), "compose.yaml", []byte(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return d
}

// readable is a document as a person reads it.
func readable(d *Document) string {
	var b strings.Builder
	for _, i := range d.Items {
		fmt.Fprintf(&b, "%d-%d %s\n    %s\n", i.Start, i.End, i.Name, i.Says)
		for _, p := range i.Parts {
			fmt.Fprintf(&b, "      - %s\n          %s\n", p.Text, p.Says)
		}
	}
	for _, f := range d.Findings {
		fmt.Fprintf(&b, "\n%s on line %d: %s (lesson %s)\n    %s\n    %s\n    %s\n", f.Severity, f.Line, f.ID, f.Lesson, f.What, f.Why, f.Fix)
	}
	return b.String()
}

func TestComposeReadsLikeATeacher(t *testing.T) {
	for _, name := range []string{"fastapi", "unusual"} {
		text, err := os.ReadFile(filepath.Join("testdata", "compose", name+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		got, golden := readable(explained(t, string(text))), filepath.Join("testdata", "compose", name+".golden")
		if os.Getenv("TUTOR_UPDATE_GOLDEN") != "" {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil || got != string(want) {
			t.Errorf("%s differs (%v), got\n%s", golden, err, got)
		}
		if again := readable(explained(t, strings.ReplaceAll(string(text), "\n", "\r\n"))); again != got {
			t.Errorf("%s with Windows line ends is explained in another way", name)
		}
	}
}

// Every key that Compose knows in a service has a sentence of its own.
func TestEveryKeyHasASentence(t *testing.T) {
	check := func(prefix string, known *composeKeys) {
		for _, key := range known.names() {
			pattern := prefix + key
			_, isSwitch := simpleSwitches()[pattern]
			if composeRules()[pattern] == nil && simpleSentences()[pattern] == "" && !isSwitch {
				t.Errorf("nothing is said about %s", pattern)
			}
		}
	}
	root := knownKeys()
	check("", root)
	service := root.keys["services"].any
	check("services.*.", service)
	for _, key := range []string{"build", "healthcheck", "deploy", "logging", "develop", "blkio_config"} {
		check("services.*."+key+".", service.keys[key])
	}
	for _, key := range []string{"volumes", "networks", "secrets", "configs", "models"} {
		check(key+".*.", root.keys[key].any)
	}
}

func TestWhatPortsLeadTo(t *testing.T) {
	for entry, want := range map[string]string{
		`"8000:8080"`:           "Port 8000 of your machine leads to port 8080 in the container.",
		`"127.0.0.1:5432:5432"`: "Port 5432 of your machine leads to port 5432 in the container, for programs on your machine alone.",
		`"[::1]:6001:6001"`:     "Port 6001 of your machine leads to port 6001 in the container, for programs on your machine alone.",
		`"3000"`:                "A free port of your machine, which Docker chooses, leads to port 3000 in the container. docker compose port web 3000 tells which.",
		`"9090-9091:8080-8081"`: "Ports 9090 to 9091 of your machine lead to ports 8080 to 8081 in the container, each to the one at the same place.",
		`"8000-9000:80"`:        "The first free port of your machine from 8000 to 9000 leads to port 80 in the container.",
		`"6060:6060/udp"`:       "Port 6060 of your machine leads to port 6060 in the container. It is for UDP, as DNS and some video use it, and not for TCP.",
		`"${PORT:-8000}:80"`:    "Port ${PORT:-8000} of your machine leads to port 80 in the container.",
		`{target: 80, published: "8080", host_ip: 127.0.0.1}`: "Port 8080 of your machine leads to port 80 in the container, for programs on your machine alone.",
	} {
		d := explained(t, "services:\n  web:\n    image: x:1\n    ports:\n      - "+entry+"\n")
		if got := d.Items[len(d.Items)-1].Parts[0].Says; got != want {
			t.Errorf("%s: %s\nwant %s", entry, got, want)
		}
	}
}

// The short forms are taken apart here, with their variables in place; Compose's own parser has to agree.
func TestPortsAreReadAsComposeReadsThem(t *testing.T) {
	for _, text := range []string{"80", "8000:80", "127.0.0.1:8000:80", "[::1]:6001:6001", "53:53/udp", "0.0.0.0:1:2/tcp"} {
		theirs, err := types.ParsePortConfig(text)
		if err != nil {
			t.Fatal(err)
		}
		p := portOf(&yamlNode{text: text})
		if fmt.Sprint(theirs[0].Target) != p.target || theirs[0].Published != p.published || strings.Trim(p.host, "[]") != strings.Trim(theirs[0].HostIP, "[]") {
			t.Errorf("%s is %+v to us, and %+v to Compose", text, p, theirs[0])
		}
	}
}

func TestVariablesAreThoseThatComposeFinds(t *testing.T) {
	for _, text := range []string{"$A", "${A}", "${A:-b}", "${A-b}", "${A:?must}", "$$A", "a${A}b${B}", "${A:-${B:-c}}", "$1", "${A:+x}", "plain", "$"} {
		theirs := template.ExtractVariables(map[string]any{"": text}, nil)
		var names []string
		for _, v := range variablesOf(text) {
			names = append(names, v.name)
			if _, ok := theirs[v.name]; !ok && !strings.Contains(text, "${A:-${B") {
				t.Errorf("%s: Compose knows no variable %s", text, v.name)
			}
		}
		for name := range theirs {
			if !slices.Contains(names, name) {
				t.Errorf("%s: %s is missing in %v", text, name, names)
			}
		}
	}
}

func TestWhatIsWrongWithTheText(t *testing.T) {
	const web = "services:\n  web:\n    image: x:1\n"
	tests := []struct {
		text, says, fix string
		line            int
	}{
		{"services:\n\tweb:\n", "indented with a tab", "two blanks", 2},
		{"service:\n  web:\n    image: x\n", "no key service at the left edge", "did you mean services?", 1},
		{web + "    environmnt:\n      A: b\n", "no key environmnt", "did you mean environment?", 4},
		{web + "    interval: 5s\n", "no key interval", "belongs to healthcheck", 4},
		{web + "ports:\n  - \"80:80\"\n", "no key ports at the left edge", "belongs to a service", 4},
		{"services:\n  web:\n    build: .\n    image:nginx:1\n    user: a\n", "no blank behind the colon of image", "image: nginx:1", 4},
		{"services:\n  web:\n    image: x\n    command: [\"a\"\n    user: x\n", "a bracket is opened here", "add the ]", 4},
		{"services:\n  web:\n    command: echo a: b\n", "has a colon in it", `command: "echo a: b"`, 3},
		{"services:\n  web:\n    image: {{ image }}\n", "two braces", "${NAME}", 3},
		{web + "    image: y:2\n", "for the second time", "keep one", 4},
		{"services:\n  web:\n    image: *nope\n", "*nope stands for nothing", "&nope", 3},
		{web + "    ports: \"80:80\"\n", "has to be a list", "with a dash", 4},
		{web + "    ports:\n      -\"80:80\"\n", "no blank behind the dash", "with a dash and a blank", 4},
		{web + "    healthcheck:\n      test: ls\n      interval: 5 sec\n", "has to be a time", "such as 30s", 6},
		{web + "    mem_limit: lots\n", "amount of memory", "512m", 4},
		{web + "    deploy:\n      replicas: two\n", "has to be a number", "", 5},
		{web + "    command: echo ${\n", "a dollar sign in services.web.command", "$$", 4},
		{web + "    restart: true\n", "one of the policies", "unless-stopped", 4},
		{web + "    depends_on:\n      db: {condition: healthy}\n  db:\n    image: y:1\n", "has to be one of", "service_healthy", 5},
		{web + "    environment:\n      - A: b\n", "mixes two forms", "dashes", 5},
		{"services:\n  web:\n", "has nothing in it", "image: or build:", 2},
		{"web:\n  image: x\n", "stands at the left edge", "services:", 1},
		{"apiVersion: v1\nkind: Pod\n", "Kubernetes", "compose.yaml", 1},
		{"# nothing\n", "nothing in it", "services:", 1},
		{"- a\n", "something else", "services:", 1},
		{"a\x00b", "no text", "UTF-8", 1},
		{strings.Repeat("[", 5000), "nested too deeply", "", 1},
		{strings.Repeat("#\n", 1<<20), "larger than 1 MB", "", 1},
	}
	for _, tt := range tests {
		_, err := Compose(context.Background(), "compose.yaml", []byte(tt.text))
		var e *ComposeError
		if !errors.As(err, &e) || e.Line != tt.line || !strings.Contains(e.Message, tt.says) || !strings.Contains(e.Fix, tt.fix) {
			t.Errorf("%.60q: %v\nwant line %d: %s; %s", tt.text, err, tt.line, tt.says, tt.fix)
		}
	}
}

func TestFileIsExplainedWithoutTheMachine(t *testing.T) {
	t.Setenv("TUTOR_TEST_TAG", "from-the-shell")
	d := explained(t, "include: [/nowhere/compose.yaml]\nservices:\n  web:\n    image: x:${TUTOR_TEST_TAG:?}\n    env_file: /nowhere/.env\n    extends: {file: /nowhere/a.yaml, service: b}\n")
	if text := readable(d); strings.Contains(text, "from-the-shell") || !strings.Contains(text, "/nowhere/.env") {
		t.Error(text)
	}
}

func TestUnknownKeyIsSaidHonestly(t *testing.T) {
	d := explained(t, "services:\n  web:\n    image: x:1\n    frobnicate: 3\n")
	if last := d.Items[len(d.Items)-1]; !strings.Contains(last.Says, "knows no key") || d.Findings[len(d.Findings)-1].ID != "compose-unknown-key" {
		t.Errorf("%+v %+v", last, d.Findings)
	}
}
