package explain

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"tutor/internal/dockerfile"
)

// golden writes a document as the goldens have it.
func golden(d *Document) string {
	var b strings.Builder
	for _, i := range d.Items {
		fmt.Fprintf(&b, "%d  %s\n    %s\n", i.Start, i.Text, i.Says)
		for _, p := range i.Parts {
			fmt.Fprintf(&b, "    • %s\n      %s\n", p.Text, p.Says)
		}
	}
	for _, f := range d.Findings {
		fmt.Fprintf(&b, "%s %d %s: %s | %s | %s\n", f.Severity, f.Line, f.ID, f.What, f.Why, f.Fix)
	}
	return b.String()
}

// TestGoldens explains files of ordinary quality. TUTOR_UPDATE_GOLDEN=1 writes the goldens anew.
func TestGoldens(t *testing.T) {
	files, err := filepath.Glob("testdata/*.Dockerfile")
	if err != nil || len(files) < 3 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, file := range append(files, "../../exercises/build-image/reference/Dockerfile") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d, err := Dockerfile(text, Context{Known: true})
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		name := "testdata/" + strings.TrimSuffix(filepath.Base(file), ".Dockerfile") + ".golden"
		got := golden(d)
		if os.Getenv("TUTOR_UPDATE_GOLDEN") != "" {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from %s:\n%s", file, name, got)
		}
	}
}

// everyShape has each instruction in each of its forms, with each of its flags.
func everyShape() []string {
	shapes := []string{
		"RUN ls", "RUN [\"ls\", \"-l\"]", "RUN <<EOT\nls\nEOT", "RUN <<EOT bash\nls\nEOT", "RUN <<A cat <<B\na\nA\nb\nB",
		"RUN --network=none ls", "RUN --network=host ls", "RUN --security=insecure ls", "RUN --device=vendor.com/gpu=all ls",
		"RUN <<EOT\n#!/usr/bin/env python3\nprint(1)\nEOT", "RUN ls && \\\n  # why\n  pwd",
		"ENV A=1 B=\"two words\" C=$A", "ENV A one two", "ARG A", "ARG A=1", "ARG A B=2", "ARG TARGETARCH", "LABEL a=b", "LABEL a=\"b c\" d=e",
		"EXPOSE 80", "EXPOSE 80/tcp 53/udp 8000-8010", "EXPOSE $A", "VOLUME /data", "VOLUME [\"/a\", \"/b\"]", "USER app", "USER 1000:1000", "USER root",
		"WORKDIR /a", "WORKDIR b", "WORKDIR $A", "SHELL [\"/bin/bash\", \"-c\"]", "STOPSIGNAL SIGQUIT", "STOPSIGNAL 9", "STOPSIGNAL SIGTERM",
		"ONBUILD RUN ls", "ONBUILD COPY . .", "MAINTAINER somebody", "CMD [\"a\", \"b\"]", "CMD a b", "CMD []", "CMD exec a", "CMD ['a']",
		"ENTRYPOINT [\"a\"]", "ENTRYPOINT a", "ENTRYPOINT []", "HEALTHCHECK NONE", "HEALTHCHECK CMD true", "HEALTHCHECK CMD [\"true\"]",
		"HEALTHCHECK --interval=10s --timeout=2s --start-period=1m --start-interval=1s --retries=1 CMD curl -f localhost",
		"HEALTHCHECK --interval=1m30s CMD true",
		"COPY <<EOT /a.txt\nhello\nEOT", "COPY <<A <<\"B\" /x/\na\nA\nb\nB", "COPY [\"a b\", \"/c d/\"]", "ADD https://example.org/a.txt /", "ADD https://example.org/a.git /x",
		"ADD git@example.org:a/b.git /x", "ADD a.tar.gz /x/", "ADD --unpack=false a.tar.gz /x/", "ADD --keep-git-dir=true https://example.org/a.git /x",
		"ADD --checksum=sha256:" + strings.Repeat("a", 64) + " https://example.org/a.txt /",
	}
	for _, from := range []string{"", "--from=first ", "--from=0 ", "--from=nginx:1 "} {
		for _, owner := range []string{"", "--chown=app ", "--chown=1:2 ", "--chown=:g "} {
			for _, mode := range []string{"", "--chmod=755 ", "--chmod=u+x ", "--chmod=0640 "} {
				for _, rest := range []string{"", "--link ", "--parents ", "--exclude=*.txt "} {
					for _, paths := range []string{"a b", ". .", "a* /x/", "a b c /x/", "dir/ dir/"} {
						shapes = append(shapes, "COPY "+from+owner+mode+rest+paths)
					}
				}
			}
		}
	}
	for _, mount := range []string{
		"target=/x", "type=bind,target=/x", "type=bind,source=a,target=/x,rw", "type=bind,from=first,target=/x", "type=bind,from=nginx:1,source=/a,target=/x",
		"type=cache,target=/x", "type=cache,id=a,target=/x,sharing=locked,mode=0755,uid=1,gid=1", "type=tmpfs,target=/x,size=10m", "type=secret,id=a",
		"type=secret,id=a,target=/x,required", "type=secret,id=a,env=A", "type=ssh", "type=cache,target=$A",
	} {
		shapes = append(shapes, "RUN --mount="+mount+" ls")
	}
	return shapes
}

// TestEveryInstructionIsExplained asks each explanation for more than an echo.
func TestEveryInstructionIsExplained(t *testing.T) {
	for _, shape := range everyShape() {
		text := "FROM alpine:3.22 AS first\nFROM debian:13\nARG A=x\n" + shape + "\n"
		d, err := Dockerfile([]byte(text), Context{})
		if err != nil {
			t.Errorf("%s: %v", shape, err)
			continue
		}
		i := d.Items[len(d.Items)-1]
		if i.Start != 4 || len(strings.Fields(i.Says)) < 5 || strings.Contains(i.Says, i.Text) || strings.Contains(i.Says, "not known to tutor") {
			t.Errorf("%s: %+v", shape, i)
		}
		for _, odd := range []string{"  ", " . ", "%!", "<nil>"} {
			if strings.Contains(i.Says, odd) {
				t.Errorf("%s: %q in %q", shape, odd, i.Says)
			}
		}
	}
}

func TestFromIsExplained(t *testing.T) {
	for text, want := range map[string]string{
		"FROM scratch":                                          "Starts from nothing",
		"FROM alpine:3.22 AS a\nFROM a":                         "Goes on from stage a (line 1)",
		"FROM --platform=linux/amd64 alpine":                    "emulated",
		"FROM --platform=$BUILDPLATFORM alpine":                 "natively",
		"ARG V=3.22\nFROM alpine:${V}":                          "the image alpine:3.22",
		"FROM alpine:${V:-3.22}":                                "the image alpine:3.22",
		"FROM a:1 AS x\nFROM b:1 AS y\nFROM c:1":                "is the last stage",
		"FROM python:3.14-slim":                                 "Python 3.14 on a small Debian Linux",
		"FROM docker.io/library/node:22":                        "Node.js 22",
		"FROM ghcr.io/me/app@sha256:" + strings.Repeat("a", 64): "ghcr.io/me/app@sha256",
	} {
		d, err := Dockerfile([]byte(text+"\n"), Context{})
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if says := d.Items[len(d.Items)-1].Says; !strings.Contains(says, want) {
			t.Errorf("%s: %q, want %q in it", text, says, want)
		}
	}
}

func TestStages(t *testing.T) {
	d, err := Dockerfile([]byte("FROM a:1 AS one\nFROM b:1 AS two\nFROM one AS three\nFROM c:1\nCOPY --from=three /x /x\n"), Context{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range d.Stages {
		got = append(got, fmt.Sprintf("%s used=%v final=%v feeds %v", s.Name, s.Used, s.Final, s.Feeds))
	}
	want := "one used=true final=false feeds [three]|two used=false final=false feeds []|three used=true final=false feeds [the last stage]| used=true final=true feeds []"
	if strings.Join(got, "|") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), want)
	}
}

func TestMistakesSayWhatToDo(t *testing.T) {
	for _, tt := range []struct {
		text string
		line int
		fix  string
	}{
		{"FORM python\n", 1, "Did you mean FROM?"},
		{"FROM a\nWORKDR /x\n", 2, "WORKDIR"},
		{"FROM a\nRUN apt-get update\n  && apt-get install\n", 3, "backslash"},
		{"FROM a b\n", 1, "FROM IMAGE AS NAME"},
		{"FROM a\nCOPY x\n", 2, "SOURCE TARGET"},
		{"FROM a\nCOPY <<EOT /x\nhello\n", 2, "only the word"},
		{"FROM a\nCOPY --form=b x y\n", 2, "from?"},
		{"RUN ls\nFROM a\n", 1, "Begin with FROM"},
		{"ARG A=1\n", 1, "Add a FROM"},
		{"", 1, "FROM with an image"},
		{"# only a comment\n", 1, "FROM with an image"},
		{"FROM a\nENV A\n", 2, "NAME=VALUE"},
		{"FROM a\nENV A=1 B\n", 2, "NAME=VALUE"},
		{"FROM a\nEXPOSE\n", 2, "behind it"},
		{"FROM a\nWORKDIR\n", 2, "behind it"},
		{"FROM a\nsomething of mine\n", 2, "begins with an instruction"},
	} {
		_, err := Dockerfile([]byte(tt.text), Context{})
		var syntax *dockerfile.SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("%q: %v", tt.text, err)
			continue
		}
		m := MistakeOf([]byte(tt.text), syntax)
		if m.Line != tt.line || !strings.Contains(m.Fix, tt.fix) || m.What == "" {
			t.Errorf("%q: %+v, want line %d and %q", tt.text, m, tt.line, tt.fix)
		}
	}
}

func FuzzDockerfile(f *testing.F) {
	for _, shape := range everyShape()[:60] {
		f.Add("FROM a AS b\nFROM c\n" + shape + "\n")
	}
	f.Add("# syntax=x\n# escape=`\nARG A=1\nFROM $A\nRUN a `\n b\n# tutor: ignore=sudo\nCMD a & b\n")
	f.Add("FORM a\n")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Dockerfile([]byte(text), Context{Known: true})
		var syntax *dockerfile.SyntaxError
		if errors.As(err, &syntax) {
			if m := MistakeOf([]byte(text), syntax); m.Line < 1 || m.Fix == "" {
				t.Fatalf("%+v", m)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		lines := 1 + strings.Count(text, "\n")
		for _, x := range d.Findings {
			if x.Line < 1 || x.End < x.Line || x.End > lines || x.ID == "" {
				t.Fatalf("%+v in %d lines", x, lines)
			}
		}
		for _, i := range d.Items {
			if i.Says == "" || i.Start < 1 || i.End < i.Start || i.End > lines || strings.ContainsFunc(i.Text, func(r rune) bool { return r < ' ' && unicode.IsControl(r) }) {
				t.Fatalf("%+v", i)
			}
		}
	})
}

// ordinary is a Dockerfile of 30 lines.
func ordinary() string {
	return "# syntax=docker/dockerfile:1\nARG V=3.14\nFROM python:${V}-slim AS base\n" + strings.Repeat(
		"WORKDIR /app\nENV A=1 PATH=/app/bin:$PATH\nCOPY --chown=app:app requirements.txt ./\nRUN --mount=type=cache,target=/root/.cache pip install -r requirements.txt && rm -rf /tmp/*\n"+
			"ARG B=2\nLABEL x=\"$B\"\nEXPOSE 8000\n", 3) + "COPY . .\nUSER app\nHEALTHCHECK --interval=5s CMD curl -f http://localhost:8000/health || exit 1\n" +
		"VOLUME /data\nSTOPSIGNAL SIGINT\nCMD [\"python\", \"app.py\"]\n"
}

// BenchmarkThousandFiles explains 1,000 Dockerfiles of 30 lines; an operation is all of them.
func BenchmarkThousandFiles(b *testing.B) {
	text := []byte(ordinary())
	for b.Loop() {
		for range 1000 {
			if _, err := Dockerfile(text, Context{}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkLongFile compares a file of 20,000 lines with ten of 2,000: ratio is 1 when the cost grows with the length.
func BenchmarkLongFile(b *testing.B) {
	body := func(lines int) []byte {
		var s strings.Builder
		s.WriteString("FROM a:1\n")
		for i := 1; i < lines; i++ {
			fmt.Fprintf(&s, []string{"ENV A%d=$A%d\n", "RUN echo %d %d\n", "COPY a%d /b%d\n", "CMD [\"%d\", \"%d\"]\n"}[i%4], i, i-4)
		}
		return []byte(s.String())
	}
	long, short := body(20_000), body(2_000)
	var whole, parts float64
	for b.Loop() {
		b.StopTimer()
		parts += seconds(func() {
			for range 10 {
				explainAll(b, short)
			}
		})
		whole += seconds(func() { explainAll(b, long) })
		b.StartTimer()
	}
	b.ReportMetric(whole/parts, "ratio")
}

func explainAll(b *testing.B, text []byte) {
	b.Helper()
	if _, err := Dockerfile(text, Context{}); err != nil {
		b.Fatal(err)
	}
}

func seconds(do func()) float64 {
	began := time.Now()
	do()
	return time.Since(began).Seconds()
}
