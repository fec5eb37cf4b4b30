package process

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

func TestSettingsAreFlagsAndEnvironment(t *testing.T) {
	t.Setenv("INTOUCH_NATS_URL", "nats://from-the-environment:4222")
	t.Setenv("INTOUCH_AUTHORITY", "E06000001,E06000002")
	t.Setenv("INTOUCH_ADDR", "127.0.0.1:1")
	var s Settings
	parse(t, &s, "--addr=127.0.0.1:2", "--database-url=postgres:///x")
	if s.Addr != "127.0.0.1:2" {
		t.Errorf("a flag gives way to the environment: %s", s.Addr)
	}
	if s.NATSURL != "nats://from-the-environment:4222" || s.DatabaseURL != "postgres:///x" {
		t.Errorf("settings: %+v", s)
	}
	if want := []string{"E06000001", "E06000002"}; !slices.Equal(s.Authorities, want) {
		t.Errorf("authorities %q, want %q", s.Authorities, want)
	}
}

func TestSettingsHaveGoodDefaults(t *testing.T) {
	var s Settings
	parse(t, &s)
	data, err := filepath.Abs("data")
	if err != nil {
		t.Fatal(err)
	}
	if s.Addr != "127.0.0.1:8080" || s.Data != data || s.Policy != "" || !slices.Equal(s.Authorities, []string{"local"}) {
		t.Errorf("settings: %+v", s)
	}
}

func TestAuthoritiesMayBeRepeated(t *testing.T) {
	var s Settings
	parse(t, &s, "--authority=E06000001", "--authority=E06000002")
	if want := []string{"E06000001", "E06000002"}; !slices.Equal(s.Authorities, want) {
		t.Errorf("authorities %q, want %q", s.Authorities, want)
	}
}

func TestAProgramOfManyCommandsHasTheSameSettings(t *testing.T) {
	var cli struct {
		Settings
		Verify struct{} `cmd:""`
	}
	parse(t, &cli, "verify", "--data=/var/lib/intouch")
	if cli.Data != "/var/lib/intouch" {
		t.Errorf("data folder %q", cli.Data)
	}
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		settings Settings
		want     string
	}{
		"no NATS":                       {Settings{}, "set --nats-url or INTOUCH_NATS_URL"},
		"no scheme":                     {Settings{NATSURL: "localhost:4222"}, "write nats://"},
		"the URL of another user":       {Settings{NATSURL: "nats://web:x@h:4222"}, `needs "contact"`},
		"of another user, second place": {Settings{NATSURL: "nats://contact:x@h:4222,nats://web:x@i:4222"}, `needs "contact"`},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := c.settings.NATS(t.Context(), "contact"); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
	if _, err := (Settings{}).Database(t.Context()); err == nil || !strings.Contains(err.Error(), "set --database-url or INTOUCH_DATABASE_URL") {
		t.Errorf("no database: %v", err)
	}
}

func TestNoErrorQuotesAPassword(t *testing.T) {
	const password = "hunter2"
	for _, bad := range []string{"nats://contact:" + password + "@h:port", "nats://contact:" + password + "@%zz", "nats://" + password + "@h:1"} {
		if _, err := (Settings{NATSURL: bad}).NATS(t.Context(), "contact"); err == nil || strings.Contains(err.Error(), ":"+password) {
			t.Errorf("NATS: %v", err)
		}
	}
	if _, err := (Settings{DatabaseURL: "postgres://u:" + password + "@h:port/d"}).Database(t.Context()); err == nil || strings.Contains(err.Error(), password) {
		t.Errorf("database: %v", err)
	}
}

func parse(t *testing.T, cli any, args ...string) {
	t.Helper()
	parser, err := kong.New(cli, kong.Name("test"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.Parse(args); err != nil {
		t.Fatal(err)
	}
}
