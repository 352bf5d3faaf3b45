package workspace

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"
)

var noon = time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)

// worked makes a workspace with the learner's own work in it.
func worked(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "ws")
	if err := Create(starter(), dir); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"app.py": "mine", "Dockerfile": "FROM mine"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func wantWork(t *testing.T, dir string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "app.py"))
	if string(data) != "mine" || names(t, dir) != "Dockerfile app.py data" {
		t.Errorf("%s: %q, %v, %s", dir, data, err, names(t, dir))
	}
}

func TestRenew(t *testing.T) {
	dir := worked(t)
	backup := BackupDir(dir+"/", noon)
	if want := dir + ".backup-20260102T120000"; backup != want {
		t.Errorf("BackupDir = %s, want %s", backup, want)
	}
	r, err := Renew(starter(), dir, backup)
	if err != nil || r.Dir != dir || r.Backup != backup {
		t.Fatalf("Renew = %+v, %v", r, err)
	}
	wantWork(t, backup)
	if got := names(t, dir); got != "app.py data" {
		t.Errorf("the new workspace holds %s", got)
	}
	wantMode(t, dir, 0o755)
	if got := BackupDir(dir, noon); got != backup+"-2" {
		t.Errorf("the next backup is %s", got)
	}
	if err := r.Undo(); err != nil {
		t.Fatal(err)
	}
	wantWork(t, dir)
	if got := names(t, filepath.Dir(dir)); got != "ws" {
		t.Errorf("beside the workspace: %s", got)
	}
}

func TestRenewThatFailsChangesNothing(t *testing.T) {
	broken := fstest.MapFS{"app.py": {Data: []byte("x")}, "link": {Mode: os.ModeSymlink}}
	for name, renew := range map[string]func(dir string) error{
		"a starter that cannot be copied": func(dir string) error {
			_, err := Renew(broken, dir, BackupDir(dir, noon))
			return err
		},
		"a backup that is there": func(dir string) error {
			_, err := Renew(starter(), dir, filepath.Dir(dir))
			return err
		},
		"a backup that cannot be": func(dir string) error {
			_, err := Renew(starter(), dir, filepath.Join(dir, "inside"))
			return err
		},
		"a new folder that cannot be moved": func(dir string) error {
			r := Renewal{Dir: dir, Backup: BackupDir(dir, noon)}
			return r.swap(filepath.Join(dir, "missing"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := worked(t)
			if renew(dir) == nil {
				t.Error("no error")
			}
			wantWork(t, dir)
			if got := names(t, filepath.Dir(dir)); got != "ws" {
				t.Errorf("beside the workspace: %s", got)
			}
		})
	}
}
