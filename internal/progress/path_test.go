package progress

import (
	"errors"
	"testing"
)

func TestStateHome(t *testing.T) {
	home := func() (string, error) { return "/home/ana", nil }
	for _, test := range []struct {
		system, want string
		environment  map[string]string
	}{
		{"linux", "/home/ana/.local/state", nil},
		{"linux", "/state", map[string]string{"XDG_STATE_HOME": "/state"}},
		{"linux", "/home/ana/.local/state", map[string]string{"XDG_STATE_HOME": "state", "LocalAppData": "/local"}},
		{"darwin", "/home/ana/Library/Application Support", nil},
		{"darwin", "/state", map[string]string{"XDG_STATE_HOME": "/state"}},
		{"windows", "/local", map[string]string{"LocalAppData": "/local", "AppData": "/roaming"}},
		{"windows", "/roaming", map[string]string{"AppData": "/roaming"}},
		{"windows", "/home/ana/AppData/Local", nil},
	} {
		got, err := stateHome(test.system, func(name string) string { return test.environment[name] }, home)
		if err != nil || got != test.want {
			t.Errorf("%s with %v: got %s, %v; want %s", test.system, test.environment, got, err, test.want)
		}
	}
	none := errors.New("no home")
	if _, err := stateHome("linux", func(string) string { return "" }, func() (string, error) { return "", none }); !errors.Is(err, none) {
		t.Errorf("without a home: %v", err)
	}
}
