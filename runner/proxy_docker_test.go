package runner

import (
	"os"
	"strings"
	"testing"

	"tutor/exercises"
	"tutor/internal/dockertest"
)

// TestProxyOfTheMachine grades where Docker's configuration names a proxy that nothing answers at, with a password. The
// docker CLI hands that to every container, and an app that asks itself or a neighbour would ask there.
func TestProxyOfTheMachine(t *testing.T) {
	dockertest.Require(t)
	const proxy = "http://user:hidden@127.0.0.1:9"
	dir := t.TempDir()
	t.Setenv("DOCKER_CONFIG", dir)
	write(t, dir, map[string]string{"config.json": `{"proxies": {"default": {"httpProxy": "` + proxy + `", "allProxy": "` + proxy + `"}}}`})
	if got := strings.Join(handedOver(), " "); got != "ALL_PROXY HTTP_PROXY all_proxy http_proxy" {
		t.Errorf("docker is taken to hand over %s", got)
	}
	blind := "import os\nassert 'hidden' not in str(os.environ), 'the container knows the proxy'\n"
	for _, id := range []string{"health", "compose"} {
		t.Run(id, func(t *testing.T) {
			ex, label := alone(t, builtIn(t, id))
			dir := solution(t, ex, ex.Reference)
			app, err := os.ReadFile(dir + "/app.py")
			if err != nil {
				t.Fatal(err)
			}
			write(t, dir, map[string]string{"app.py": blind + string(app)})
			rep := New().Grade(t.Context(), ex, dir, GradeOptions{}, nil)
			if rep.Outcome != exercises.Pass {
				t.Errorf("graded as %s\n%s", rep.Outcome, describe(rep))
			}
			nothingLeft(t, label)
		})
	}
}
