package cli

import (
	"strings"
	"testing"

	"tutor/lessons"
)

// sectionFacts is what the section teaches: its terms, commands, files, expected outputs, mistakes and what going live
// still needs. The lessons say it in their own sentences, so names, commands and outputs are listed, not prose.
var sectionFacts = map[string][]string{
	"symptoms": {
		"It runs on my computer", "another machine", "environment", "versions", "reproducib",
	},
	"terms": {"image", "container", "Dockerfile", "port", "environment variable", "Compose"},
	"why each term matters": {
		"8000:8000", "API key", "model name", "vector database", "Redis", "Postgres",
	},
	"implicit conditions": {
		"Python version", "Package versions", "System dependencies", "Environment variables", "Start command",
	},
	"why LLM applications": {"web framework", "model service", "vector database", "system tools"},
	"analogy":              {"recipe", "ingredients", "dish", "template", "instance"},
	"order":                {"Build first, run second"},
	"minimal Dockerfile": {
		"FROM python:3.14-slim", "WORKDIR /app", "COPY requirements.txt .",
		"RUN pip install --no-cache-dir -r requirements.txt", "COPY . .", "EXPOSE 8000", `CMD ["python", "app.py"]`,
		"COPY app.py .",
	},
	"other Pythons": {"python:3.13-slim", "python:3.11-slim", "reason", "deployment notes"},
	"files":         {"app.py", "requirements.txt", "Dockerfile", "compose.yaml", ".dockerignore"},
	"the app": {
		"http.server", "BaseHTTPRequestHandler", "HTTPServer", `"0.0.0.0", 8000`, "Content-Type", "application/json",
		"serve_forever",
	},
	"commands": {
		"python app.py", "curl http://localhost:8000/", "curl http://localhost:8000/health",
		"docker build -t mini-llm-app .", "docker run -p 8000:8000 mini-llm-app",
		"docker run -p 8000:8000 -e MODEL_NAME=qwen-demo mini-llm-app",
		"docker compose up --build", "docker system df", "docker builder prune",
	},
	"expected outputs": {
		`{"message": "hello from llm app"}`, `{"status": "ok"}`, "serving on 8000",
		"MODEL_NAME = demo-model", "PORT = 8000", "no space left on device",
	},
	"environment variables": {
		`os.getenv("MODEL_NAME", "demo-model")`, `int(os.getenv("PORT", "8000"))`, "APP_MODE",
	},
	"the loop":     {"smallest containerization loop"},
	"Compose file": {"services:", "app:", "build: .", "ports:", `"8000:8000"`, "environment:", "MODEL_NAME: demo-model", `version: "3.9"`, "obsolete"},
	"going live": {
		"Logs", "Health checks", "Resource limits", "Automatic restarts", "Canary releases", "Reverse prox", "/health",
		"Is this container alive right now, and can it accept requests?",
	},
	"mistakes": {
		"One huge image", "No health check", "Configuration in the code", "Containers scale by themselves", "A full disk",
		"orchestration", "monitoring", "operations", "volumes",
	},
	"summary": {"dependencies", "start command", "reproducible", "machine"},
}

func TestTheCourseHasEveryFactOfTheSection(t *testing.T) {
	course, err := lessons.Load(lessons.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, m := range course.Lessons() {
		streams, out, errOut := testStreams()
		if code := Main([]string{"show", m.ID, "--width", "200"}, streams); code != 0 {
			t.Fatalf("show %s: exit %d: %s", m.ID, code, errOut)
		}
		all.WriteString(out.String())
	}
	text := squeeze(all.String())
	for kind, facts := range sectionFacts {
		for _, fact := range facts {
			if !strings.Contains(text, squeeze(fact)) {
				t.Errorf("%s: no lesson says %q", kind, fact)
			}
		}
	}
	if strings.Contains(all.String(), "\x1b") {
		t.Error("there are escape sequences in plain text")
	}
}

// squeeze makes texts comparable that were wrapped in different places, or begin a sentence or not.
func squeeze(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }
