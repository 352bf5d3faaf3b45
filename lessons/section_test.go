package lessons

import (
	"io/fs"
	"strings"
	"testing"
)

// home is the page on which a fact of the section is taught, and words of ours
// that carry it there.
type home struct {
	fact         string
	lesson, page string
	says         []string
}

// section is everything the course has to teach, in the order of the section
// it teaches. Pages without a heading, at the top of a lesson, are named top.
var section = []home{
	{"projects get stuck in four ways", "what-goes-wrong", "Four symptoms", []string{"It runs locally", "breaks on another machine", "another environment", "Versions are a mess once it is live"}},
	{"the core value, from one sentence to another", "what-goes-wrong", "From one sentence to another", []string{"runs on my computer", "reliably and reproducibly in an agreed environment"}},
	{"the five objectives", "what-goes-wrong", "What you will be able to do", []string{"LLM apps gain more from containers", "read a minimal Dockerfile", "image, container, port, environment variable", "read a small Compose file", "where deployment starts, not where it ends"}},
	{"the core idea is no list of commands", "what-goes-wrong", "The core idea", []string{"learn them by heart", "Make the environment in which the app runs reproducible"}},

	{"nouns told apart", "terms", "top", []string{"less intimidating once its nouns are told apart"}},
	{"term: image", "terms", "The six words", []string{"| image | a runtime template: recipe plus ingredients | you build it once and run containers from it |"}},
	{"term: container", "terms", "The six words", []string{"| container | a running instance of an image | it is the process that serves requests |"}},
	{"term: Dockerfile", "terms", "The six words", []string{"| Dockerfile | the recipe an image is built from | records base image, dependencies, files and start command |"}},
	{"term: port", "terms", "The six words", []string{"| port | the door where a service listens | `-p 8000:8000` maps a port of your machine to one of the container |"}},
	{"term: environment variable", "terms", "The six words", []string{"| environment variable | a setting from outside the code | keys, model names and modes are not hardcoded |"}},
	{"term: Compose", "terms", "The six words", []string{"| Compose | a tool to start several containers together | an app may need a vector database, Redis or Postgres |"}},

	{"the hidden risk of a local script", "why-containerize", "top", []string{"biggest hidden risk", "Change the person, the machine or the server"}},
	{"five implicit conditions", "why-containerize", "Five implicit conditions", []string{"Python version", "package versions", "system dependencies", "environment variables", "startup command"}},
	{"what containerization solves", "why-containerize", "What a container changes", []string{"Package the app together with the environment it needs", "what was installed", "which versions", "which command starts it"}},
	{"what LLM apps depend on", "why-containerize", "Why LLM apps in particular", []string{"web framework", "model service", "vector database", "system tools"}},

	{"the analogy", "images-and-containers", "A recipe and a dish", []string{"recipe card with its ingredients", "dish cooked from that box", "template", "instance"}},
	{"build first, then run", "images-and-containers", "Build first, run second", []string{"**Build** the image", "**Run** a container", "error messages"}},
	{"template, instance, several services", "images-and-containers", "What the picture leaves out", []string{"reproducible template of a runtime", "running instance", "starts several services together"}},
	{"what else belongs in the picture", "images-and-containers", "What the picture leaves out", []string{"Environment variables", "health check", "vector database", "Logs"}},

	{"the seven instructions", "minimal-dockerfile", "Seven instructions, one by one", []string{"FROM python:3.14-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\nEXPOSE 8000\nCMD [\"python\", \"app.py\"]"}},
	{"what each instruction does", "minimal-dockerfile", "Seven instructions, one by one", []string{"Choose the base image", "Set the working directory", "Copy the list of dependencies", "Install the dependencies", "Copy the project's code", "which port the app listens on", "the command that starts the app", "it is a default"}},
	{"the skeleton of a Dockerfile", "minimal-dockerfile", "In short", []string{"skeleton"}},
	{"which Python, and when another", "minimal-dockerfile", "When to pin another Python", []string{"newest stable Python", "python:3.13-slim", "python:3.11-slim", "that you have tested", "the reason, in your deployment notes"}},

	{"why start with a running app", "the-app", "top", []string{"a Dockerfile makes sense only around an app that really runs"}},
	{"what the app answers", "the-app", "The app: what it does", []string{`{"message": "hello from llm app"}`, `{"status": "ok"}`}},
	{"the app's code", "the-app", "The app: app.py", []string{"from http.server import BaseHTTPRequestHandler, HTTPServer", "import json", "def do_GET", `"/health"`, "send_response(200)", "application/json", "end_headers()", `HTTPServer(("0.0.0.0", 8000)`, `print("serving on 8000"`, "serve_forever()"}},
	{"run it locally", "the-app", "Run it", []string{"python3 app.py", "`python app.py`", "`serving on 8000`"}},
	{"ask it from another terminal", "the-app", "Ask it something", []string{"another terminal", "curl http://localhost:8000/\n", "curl http://localhost:8000/health\n", "{\"message\": \"hello from llm app\"}\n", "{\"status\": \"ok\"}\n"}},

	{"the list of packages may be empty", "containerize-the-app", "requirements.txt", []string{"the list is empty", "could be left out", "real project"}},
	{"the Dockerfile of the app", "containerize-the-app", "The Dockerfile", []string{"RUN pip install --no-cache-dir -r requirements.txt\nCOPY app.py .\nEXPOSE 8000\nCMD [\"python\", \"app.py\"]"}},
	{"build", "containerize-the-app", "Build the image", []string{"docker build -t mini-llm-app .\n"}},
	{"run", "containerize-the-app", "Run a container", []string{"docker run -p 8000:8000 mini-llm-app\n"}},
	{"ask the container", "containerize-the-app", "Ask it something", []string{"curl http://localhost:8000/\n", "curl http://localhost:8000/health\n", "{\"message\": \"hello from llm app\"}\n", "{\"status\": \"ok\"}\n", "A browser works as well", "`http://localhost:8000/` and `http://localhost:8000/health`"}},
	{"the smallest loop", "containerize-the-app", "The smallest loop", []string{"smallest containerization loop"}},

	{"what environment variables are for", "environment-variables", "What belongs in the environment", []string{"API key", "model name", "vector database address", "runtime mode"}},
	{"not in the code", "environment-variables", "top", []string{"write these settings into the code", "is the better way"}},
	{"the example", "environment-variables", "A minimal example", []string{"import os", `model_name = os.getenv("MODEL_NAME", "demo-model")`, `port = int(os.getenv("PORT", "8000"))`, `print("MODEL_NAME =", model_name)`, `print("PORT =", port)`}},
	{"its output", "environment-variables", "Try it", []string{"MODEL_NAME = demo-model\nPORT = 8000\n"}},
	{"hand them to a container", "environment-variables", "From outside into the container", []string{"docker run -p 8000:8000 -e MODEL_NAME=qwen-demo mini-llm-app\n", "real deployment", "injected"}},
	{"show the setting", "environment-variables", "Make the app show it", []string{"return it in the answer to `/`"}},
	{"code stable, configuration outside", "environment-variables", "What comes of this", []string{"The code stays stable, and configuration changes outside"}},

	{"more than one service", "compose", "The mess without it", []string{"web service", "vector database", "Redis", "Postgres", "docker run"}},
	{"the Compose file", "compose", "A minimal compose.yaml", []string{"services:\n  app:\n    build: .\n    ports:\n      - \"8000:8000\"\n    environment:\n      MODEL_NAME: demo-model\n"}},
	{"the version key is obsolete", "compose", "A minimal compose.yaml", []string{"`version: \"3.9\"`", "obsolete"}},
	{"start them all", "compose", "Start it", []string{"docker compose up --build\n"}},
	{"what Compose is good for", "compose", "What Compose is good for", []string{"local development", "small deployments"}},

	{"a misunderstanding", "not-the-end", "top", []string{"most common misunderstandings", "packaging", "runtime environment"}},
	{"what going live needs", "not-the-end", "Six things that going live needs", []string{"| logs |", "| health checks |", "| resource limits |", "| automatic restarts |", "| canary releases |", "| reverse proxy |"}},
	{"the question of /health", "not-the-end", "Health: the question", []string{"/health", "Is this container alive right now, and can it accept requests?", "valuable", "Deployment systems"}},

	{"mistake: one huge image", "common-mistakes", "One huge image", []string{"Everything goes in", "many gigabytes"}},
	{"mistake: no health check", "common-mistakes", "No health check", []string{"You do not know when it stopped working"}},
	{"mistake: hardcoded configuration", "common-mistakes", "Configuration in the code", []string{"breaks as soon as it moves to another environment"}},
	{"mistake: containers scale", "common-mistakes", "Containers scale by themselves", []string{"first step", "Orchestration, monitoring and operations come next"}},
	{"mistake: the disk", "common-mistakes", "A full disk", []string{"no space left on device\n", "Look first"}},
	{"look at the disk", "common-mistakes", "First look", []string{"docker system df\n"}},
	{"clean the build cache first", "common-mistakes", "Then the build cache", []string{"docker builder prune\n", "In a team or on a build server, clean here first"}},
	{"remove only what is not needed", "common-mistakes", "A safe order", []string{"Remove only what you no longer need", "images not in use", "volumes"}},

	{"the summary", "summary", "top", []string{"commands", "standardizes three things together", "application", "dependencies", "startup method", "anyone can repeat", "experience of one person"}},
	{"what it is a foundation of", "summary", "What comes next", []string{"made solid", "Orchestration", "Operations"}},
	{"exercise: build an image", "summary", "Four exercises", []string{"app and the Dockerfile of this course", "build an image on your own machine"}},
	{"exercise: one more variable", "summary", "Four exercises", []string{"`APP_MODE=dev`"}},
	{"exercise: why /health", "summary", "Four exercises", []string{"Why is it important for deployment systems?"}},
	{"exercise: start, not end", "summary", "Four exercises", []string{"Explain it in your own words.", "the starting point of deployment, and not the end"}},
}

func TestEveryFactOfTheSectionHasAHome(t *testing.T) {
	pages := shippedPages(t)
	for _, h := range section {
		text, ok := pages[h.lesson+"#"+h.page]
		if !ok {
			t.Errorf("%s: lesson %s has no page %q", h.fact, h.lesson, h.page)
			continue
		}
		for _, words := range h.says {
			// Code has its line breaks, and a sentence may break anywhere.
			if !strings.Contains(text, words) && !strings.Contains(oneLine(text), strings.ToLower(words)) {
				t.Errorf("%s: %s, page %q does not say %q", h.fact, h.lesson, h.page, words)
			}
		}
	}
}

func oneLine(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }

// shippedPages are the pages of the course as they are written, under their
// lesson and heading, as in terms#The six words.
func shippedPages(t *testing.T) map[string]string {
	t.Helper()
	pages := map[string]string{}
	for _, l := range shipped(t) {
		file, err := fs.ReadFile(Embedded(), l.File)
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(strings.TrimPrefix(string(file), "---\n"), "\n---\n")
		top, rest, found := strings.Cut(body, "\n## ")
		pages[l.ID+"#top"] = top
		for found {
			var page string
			page, rest, found = strings.Cut(rest, "\n## ")
			heading, text, _ := strings.Cut(page, "\n")
			pages[l.ID+"#"+heading] = text
		}
	}
	return pages
}

// Each lesson ends with practice, and each of the five mistakes has one to find.
func TestShippedLessonsEndWithPractice(t *testing.T) {
	spots := map[string]int{}
	for _, l := range shipped(t) {
		last := l.Pages[len(l.Pages)-1]
		practice := false
		for _, p := range l.Pages {
			for _, b := range p.Blocks {
				switch b.(type) {
				case Question:
					practice = practice || p.Anchor == last.Anchor
				case Spot:
					spots[l.ID]++
				}
			}
		}
		if !practice {
			t.Errorf("%s ends with %q, not with a question", l.ID, last.Title)
		}
	}
	if spots["common-mistakes"] != 5 {
		t.Errorf("mistakes to find: %v, want five in common-mistakes", spots)
	}
}
