// Package tools holds what `make check` checks with other people's tools.
package tools

import (
	"maps"
	"slices"
	"testing"

	"github.com/compose-spec/compose-go/v2/dotenv"
	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
)

// The loader is Compose's own: it knows the published schema, which variables
// have no value, and which service waits for one that is not there.
func TestComposeTakesTheFile(t *testing.T) {
	project, err := load(t, settings(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(project.Services) == 0 {
		t.Error("no services")
	}
}

func TestComposeRefusesToStartWithoutPasswords(t *testing.T) {
	for name := range settings(t) {
		if name == "INTOUCH_AUTHORITY" || name == "INTOUCH_PORT" {
			continue
		}
		without := settings(t)
		delete(without, name)
		if _, err := load(t, without); err == nil {
			t.Errorf("the file is taken without %s", name)
		}
	}
}

// settings are those of the example, with every password made up.
func settings(t *testing.T) types.Mapping {
	t.Helper()
	env, err := dotenv.Read("../deploy/compose.env.example")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Collect(maps.Keys(env)) {
		if env[name] == "" {
			env[name] = "k1"
		}
	}
	return env
}

func load(t *testing.T, env types.Mapping) (*types.Project, error) {
	t.Helper()
	return loader.LoadWithContext(t.Context(), types.ConfigDetails{
		WorkingDir:  "..",
		ConfigFiles: []types.ConfigFile{{Filename: "../docker-compose.yml"}},
		Environment: env,
	}, func(o *loader.Options) {
		o.SetProjectName("intouch", true)
		o.Profiles = []string{"*"}
	})
}
