package exercises

import (
	"strings"
	"testing"
)

func TestDependenciesBeforeSource(t *testing.T) {
	tests := []struct {
		name, file string
		broken     string // beginning of what is observed; empty when the rule holds
	}{
		{"layered", "FROM a\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\n", ""},
		{"source first", "FROM a\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\n", "line 3: COPY . . ("},
		{"ADD", "FROM a\nADD ./ /app\nRUN npm ci\n", "line 2: ADD ./ /app"},
		{"star", "FROM a\nCOPY * ./\nRUN npm ci\n", "line 2"},
		{"list", "FROM a\nCOPY [\".\", \"/app\"]\nRUN npm ci\n", "line 2"},
		{"flags", "FROM a\nCOPY --chown=app:app ./. .\nRUN npm ci\n", "line 2"},
		{"a folder", "FROM a\nCOPY src/ src/\nRUN npm ci\n", ""},
		{"nothing installed", "FROM a\nCOPY . .\nRUN python -m compileall .\n", ""},
		{"from a stage", "FROM a AS b\nCOPY . .\nFROM a\nCOPY --from=b . .\nRUN npm ci\n", ""},
		{"other stage", "FROM a AS b\nCOPY . .\nRUN npm ci\nFROM a\nCOPY --from=b /out /out\n", ""},
		{"stage that it builds on", "FROM a AS b\nCOPY . .\nFROM b\nRUN npm ci\n", "line 2"},
		{"both stages of one name", "FROM a AS b\nCOPY . .\nRUN npm ci\nFROM a AS b\nRUN true\nFROM b\n", ""},
		{"a mount is no copy", "FROM a\nRUN --mount=type=bind,source=.,target=. pip install -r requirements.txt\nCOPY . .\n", ""},
		{"unreadable", "FROM a\nCOPPY . .\n", "the Dockerfile cannot be read: line 2"},
		{"empty", "", "the Dockerfile cannot be read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { judgeRule(t, "dependencies-before-source", tt.file, tt.broken) })
	}
}

func judgeRule(t *testing.T, rule, file, broken string) {
	t.Helper()
	v := Dockerfile{Rule: rule}.Judge([]byte(file))
	want := Pass
	if broken != "" {
		want = Fail
	}
	if v.Outcome != want || (v.Cause == "") != (v.Outcome == Pass) || !strings.HasPrefix(v.Observed, broken) || v.Expected == "" {
		t.Errorf("verdict = %+v, want %s with %q", v, want, broken)
	}
}

func TestInstallCommands(t *testing.T) {
	tests := map[string]bool{
		"pip install x":                            true,
		"pip3 install x":                           true,
		"pip3.14 install x":                        true,
		"/venv/bin/pip --quiet install x":          true,
		"python -m pip install -r r.txt":           true,
		"python3.14 -m pip install x":              true,
		"PIP_NO_CACHE_DIR=1 pip install x":         true,
		"apt-get update && apt-get install -y gcc": true,
		"set -eux; pip install x":                  true,
		"cd /app && \\\n    pip install \\\n x":    true,
		"uv sync --frozen":                         true,
		"uv pip install -r r.txt":                  true,
		"poetry install":                           true,
		"npm ci":                                   true,
		"npm install":                              true,
		"yarn install":                             true,
		"yarn":                                     true,
		"pnpm install":                             true,
		"go mod download":                          true,
		"cargo fetch":                              true,
		"cargo build --release":                    true,
		"bundle install":                           true,
		`["pip", "install", "x"]`:                  true,
		`["sh", "-c", "pip install x"]`:            true,
		"<<EOT\npip install x\nEOT":                true,
		"pip install --no-deps .":                  false,
		"pip --version":                            false,
		"echo pip install":                         false,
		"npm run build":                            false,
		"yarn build":                               false,
		"go build ./...":                           false,
		"python install.py":                        false,
		"python -m install":                        false,
		"A=1":                                      false,
	}
	for command, installs := range tests {
		t.Run(command, func(t *testing.T) {
			broken := ""
			if installs {
				broken = "line 2"
			}
			judgeRule(t, "dependencies-before-source", "FROM a\nCOPY . .\nRUN "+command+"\n", broken)
		})
	}
}

func TestCmdExecForm(t *testing.T) {
	tests := []struct{ name, file, broken string }{
		{"exec", "FROM a\nCMD [\"x\"]\n", ""},
		{"none", "FROM a\n", ""},
		{"shell", "FROM a\nCMD python app.py\n", "line 2: CMD python app.py (this is shell form)"},
		{"single quotes", "FROM a\nCMD ['python', 'app.py']\n", "line 2: CMD ['python', 'app.py'] (this list is not valid JSON"},
		{"last counts", "FROM a\nCMD x\nCMD [\"x\"]\n", ""},
		{"last is shell", "FROM a\nCMD [\"x\"]\nCMD x\n", "line 3"},
		{"entrypoint", "FROM a\nENTRYPOINT x\nCMD [\"x\"]\n", "line 2"},
		{"small letters", "FROM a\ncmd x\n", "line 2: cmd x"},
		{"other stage", "FROM a\nCMD x\nFROM b\n", ""},
		{"stage below", "FROM a AS b\nCMD x\nFROM b\n", "line 2"},
		{"entrypoint empties the base's", "FROM a AS b\nCMD x\nFROM b\nENTRYPOINT [\"y\"]\n", ""},
		{"entrypoint keeps its own", "FROM a\nCMD x\nENTRYPOINT [\"y\"]\n", "line 2"},
		{"unreadable", "CMD x\n", "the Dockerfile cannot be read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { judgeRule(t, "cmd-exec-form", tt.file, tt.broken) })
	}
}
