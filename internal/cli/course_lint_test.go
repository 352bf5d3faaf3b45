package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// wantFile is what the fixtures keep the expected output in.
const wantFile = "want"

// unpack writes the files of an archive to a new folder and goes there. It returns what is expected.
func unpack(t *testing.T, archive *txtar.Archive) (want string) {
	t.Helper()
	dir := t.TempDir()
	for _, f := range archive.Files {
		if f.Name == wantFile {
			want = string(f.Data)
			continue
		}
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	return want
}

// TestLintFixtures lints each course of testdata/lint. Every one has a mistake of its own.
// TUTOR_UPDATE_GOLDEN=1 writes what is expected anew.
func TestLintFixtures(t *testing.T) {
	t.Setenv(courseVariable, "")
	fixtures, err := filepath.Glob("testdata/lint/*.txtar")
	if err != nil || len(fixtures) < 25 {
		t.Fatalf("%d fixtures, %v", len(fixtures), err)
	}
	messages := map[string]string{}
	for _, name := range fixtures {
		file, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want := unpack(t, archive)
			streams, out, errOut := testStreams()
			if code := Main([]string{"course", "lint", "course"}, streams); code != exitUsage || errOut.Len() > 0 {
				t.Errorf("exit code %d, stderr %q", code, errOut)
			}
			if strings.ContainsRune(out.String(), 0x1b) {
				t.Errorf("ESC in %q", out)
			}
			if os.Getenv("TUTOR_UPDATE_GOLDEN") != "" {
				update(t, file, archive, out.Bytes())
				return
			}
			if out.String() != want {
				t.Errorf("got\n%s\nwant\n%s", out, want)
			}
			if other, taken := messages[want]; taken {
				t.Errorf("the same problems as in %s", other)
			}
			messages[want] = name
		})
	}
}

func update(t *testing.T, file string, archive *txtar.Archive, want []byte) {
	t.Helper()
	archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return f.Name == wantFile })
	archive.Files = append(archive.Files, txtar.File{Name: wantFile, Data: want})
	if err := os.WriteFile(file, txtar.Format(archive), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestLintOfTheShippedCourseSaysNothing(t *testing.T) {
	t.Setenv(courseVariable, "")
	for _, args := range [][]string{{"course", "lint"}, {"course", "lint", "../.."}, {"course", "lint", "--course", "../.."}} {
		streams, out, errOut := testStreams()
		if code := Main(args, streams); code != exitOK || out.Len() > 0 || errOut.Len() > 0 {
			t.Errorf("%v ends with %d: %s%s", args, code, out, errOut)
		}
	}
}

func TestLintAsJSONAndSARIF(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/lint/unknown-key.txtar")
	if err != nil {
		t.Fatal(err)
	}
	unpack(t, archive)
	streams, out, _ := testStreams()
	if code := Main([]string{"course", "lint", "course", "--json"}, streams); code != exitUsage {
		t.Errorf("ends with %d", code)
	}
	var doc lintJSON
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	want := problemJSON{File: "course/01-first.md", Line: 6, Column: 1, Rule: "unknown-key", Message: `unknown key "titel"; did you mean title?`, Text: "titel: Oops"}
	if doc.Schema != 1 || len(doc.Problems) != 1 || doc.Problems[0] != want {
		t.Errorf("got %+v", doc)
	}
	streams, out, _ = testStreams()
	if code := Main([]string{"course", "lint", "course", "--format", "sarif"}, streams); code != exitUsage {
		t.Errorf("ends with %d", code)
	}
	for _, part := range []string{`"ruleId": "unknown-key"`, `"uri": "course/01-first.md"`, `"startLine": 6`, `"version": "2.1.0"`} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("no %s in %s", part, out)
		}
	}
}
