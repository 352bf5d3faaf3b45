package composefile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/compose-spec/compose-go/v2/dotenv"
	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/sirupsen/logrus"
)

// Load reads the Compose file in dir as `docker compose` does there, with an override file and .env, but without the
// variables of this process: the file has to say by itself what it sets. The error is ErrMissing, or says why Compose
// cannot read the file; paths in it are relative to dir.
func Load(ctx context.Context, dir string) (*File, error) {
	names, err := find(dir)
	if err != nil {
		return nil, err
	}
	f := &File{Names: names}
	if err := f.load(ctx, dir); err != nil {
		return nil, plain(err, dir)
	}
	return f, nil
}

// quiet keeps compose-go's warnings, such as that `version` is obsolete, off the terminal. They go through a logger
// that nothing else here uses.
var quiet = sync.OnceFunc(func() { logrus.SetOutput(io.Discard) })

func (f *File) load(ctx context.Context, dir string) error {
	quiet()
	details := types.ConfigDetails{WorkingDir: dir}
	for _, name := range f.Names {
		text, err := read(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		details.ConfigFiles = append(details.ConfigFiles, types.ConfigFile{Filename: filepath.Join(dir, name), Content: text})
	}
	var err error
	if details.Environment, err = dotEnv(dir); err != nil {
		return err
	}
	if err := elsewhere(ctx, details); err != nil {
		return err
	}
	details.Environment = maps.Clone(details.Environment)
	project, err := loader.LoadWithContext(ctx, details, options(details.Environment))
	if err != nil {
		return err
	}
	if f.project, err = f.environment(project, dir); err != nil {
		return err
	}
	f.Services = services(f.project)
	f.Inactive = slices.Sorted(maps.Keys(f.project.DisabledServices))
	f.Left = append(f.Left, left(f.project)...)
	return nil
}

// options read no file but the ones given: what names further files is looked at by elsewhere and environment.
func options(env types.Mapping) func(*loader.Options) {
	return func(o *loader.Options) {
		o.SetProjectName("tutor", true)
		o.SkipInclude, o.SkipResolveEnvironment, o.SkipResolveLabels = true, true, true
		if profiles := env["COMPOSE_PROFILES"]; profiles != "" {
			o.Profiles = strings.Split(profiles, ",")
		}
	}
}

// dotEnv reads the variables that the file may use: those of .env beside it.
func dotEnv(dir string) (types.Mapping, error) {
	path := filepath.Join(dir, ".env")
	text, err := read(path)
	if err != nil || !Inside(dir, path) {
		return types.Mapping{}, nil // none, as is usual
	}
	env, err := dotenv.ParseWithLookup(bytes.NewReader(text), func(string) (string, bool) { return "", false })
	if err != nil {
		return nil, fmt.Errorf("failed to read .env: %w", err)
	}
	return env, nil
}

// elsewhere refuses a file that takes parts of other files: they may be anywhere on this machine.
func elsewhere(ctx context.Context, details types.ConfigDetails) error {
	details.Environment = maps.Clone(details.Environment)
	for _, file := range details.ConfigFiles {
		one := details
		one.ConfigFiles = []types.ConfigFile{file}
		model, err := loader.LoadModelWithContext(ctx, one, options(nil), func(o *loader.Options) {
			o.SkipExtends, o.SkipValidation, o.SkipNormalization, o.SkipConsistencyCheck = true, true, true, true
			o.SkipDefaultValues, o.ResolvePaths = true, false
		})
		if err != nil {
			continue // the real reading says why, in full
		}
		if model["include"] != nil {
			return errors.New("include takes services from other files: the tutor reads compose.yaml alone, so write them there")
		}
		all, _ := model["services"].(map[string]any)
		for _, name := range slices.Sorted(maps.Keys(all)) {
			s, _ := all[name].(map[string]any)
			if from, ok := s["extends"].(map[string]any); ok && from["file"] != nil {
				return fmt.Errorf("service %q extends one in another file: the tutor reads compose.yaml alone, so write it there", name)
			}
		}
	}
	return nil
}

// environment adds what env_file names, as far as it lies in the folder.
func (f *File) environment(p *types.Project, dir string) (*types.Project, error) {
	for name, s := range p.Services {
		s.PreStart = nil // nothing runs them here
		s.EnvFiles = slices.DeleteFunc(s.EnvFiles, func(e types.EnvFile) bool {
			if Inside(dir, e.Path) {
				return false
			}
			f.Left = append(f.Left, fmt.Sprintf("env_file of %s, which lies outside the workspace", name))
			return true
		})
		for _, e := range s.EnvFiles {
			if _, err := read(e.Path); err != nil && bool(e.Required) {
				return nil, fmt.Errorf("env file %s cannot be read: %w", e.Path, err)
			} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, fmt.Errorf("env file %s cannot be read: %w", e.Path, err)
			}
		}
		p.Services[name] = s
	}
	return p.WithServicesEnvironmentResolved(true)
}

// plain takes what only the machine knows out of an error: paths of the folder, and the name the tutor gave the project.
func plain(err error, dir string) error {
	text := strings.ReplaceAll(err.Error(), dir+string(filepath.Separator), "")
	return errors.New(strings.TrimSpace(strings.ReplaceAll(text, dir, ".")))
}
