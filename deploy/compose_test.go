package deploy

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// container is what docker-compose.yml says of a service, as far as we ask.
type container struct {
	Image       string
	Command     []string
	Environment map[string]string
	Ports       []string
	ReadOnly    bool           `yaml:"read_only"`
	Healthcheck map[string]any `yaml:"healthcheck"`
	DependsOn   map[string]any `yaml:"depends_on"`
}

func containers(t *testing.T) map[string]container {
	t.Helper()
	var file struct{ Services map[string]container }
	if err := yaml.UnmarshalWithOptions([]byte(read(t, "../docker-compose.yml")), &file, yaml.AllowDuplicateMapKey()); err != nil {
		t.Fatal(err)
	}
	return file.Services
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// programs are the folders of services/, but for intouch, which is all of them
// in one process.
func programs(t *testing.T) []string {
	t.Helper()
	folders, err := os.ReadDir("../services")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range folders {
		if f.IsDir() && f.Name() != "intouch" {
			names = append(names, f.Name())
		}
	}
	return names
}

func TestEachProgramHasItsContainer(t *testing.T) {
	all := containers(t)
	for _, name := range programs(t) {
		if c := all[name]; !slices.Equal(c.Command, []string{name}) {
			t.Errorf("container %s runs %q", name, c.Command)
		}
	}
	for name, c := range all {
		if c.Image == "intouch" && name != "migrate" && !slices.Contains(programs(t), name) {
			t.Errorf("container %s is of no program in services/", name)
		}
	}
}

func TestEachContainerSignsInAsItself(t *testing.T) {
	users := regexp.MustCompile(`user: (\w+), password: \$(\w+)`).FindAllStringSubmatch(NATSConf, -1)
	password := map[string]string{}
	for _, u := range users {
		password[u[1]] = u[2]
	}
	for name, c := range containers(t) {
		if c.Image != "intouch" {
			continue
		}
		if name == "migrate" {
			name = "admin"
		}
		if want := "nats://" + name + ":${" + password[name] + ":?}@nats:4222"; c.Environment["INTOUCH_NATS_URL"] != want {
			t.Errorf("signs in to NATS with %s, want %s", c.Environment["INTOUCH_NATS_URL"], want)
		}
	}
}

func TestTheBrokerIsGivenEveryVariableOfItsConfiguration(t *testing.T) {
	given := containers(t)["nats"].Environment
	for _, v := range regexp.MustCompile(`\$(INTOUCH_\w+)`).FindAllStringSubmatch(NATSConf, -1) {
		if _, ok := given[v[1]]; !ok {
			t.Errorf("container nats has no %s", v[1])
		}
	}
}

func TestEachVariableIsKnown(t *testing.T) {
	known := settings(t)
	for name, c := range containers(t) {
		for v := range c.Environment {
			if strings.HasPrefix(v, "INTOUCH_") && !known[v] && !strings.Contains(NATSConf, "$"+v) {
				t.Errorf("container %s sets %s, which nothing reads", name, v)
			}
		}
	}
}

func TestTheExampleNamesEveryVariableThatIsAskedFor(t *testing.T) {
	example := read(t, "compose.env.example")
	for _, v := range regexp.MustCompile(`\$\{(\w+)`).FindAllStringSubmatch(read(t, "../docker-compose.yml"), -1) {
		if !regexp.MustCompile(`(?m)^(# )?` + v[1] + `=`).MatchString(example) {
			t.Errorf("compose.env.example has no %s", v[1])
		}
	}
}

// settings are the environment variables that programs' settings name.
func settings(t *testing.T) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	tag := regexp.MustCompile(`env:"(INTOUCH_\w+)"`)
	for _, room := range []string{"../pkg", "../services"} {
		err := filepath.WalkDir(room, func(path string, d fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".go") {
				for _, v := range tag.FindAllStringSubmatch(read(t, path), -1) {
					known[v[1]] = true
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return known
}

func TestContainersAreClosed(t *testing.T) {
	for name, c := range containers(t) {
		if !c.ReadOnly {
			t.Errorf("container %s can write outside its volumes", name)
		}
		if c.Image == "intouch" && c.Healthcheck == nil {
			t.Errorf("container %s is not asked whether it is ready", name)
		}
		for _, p := range c.Ports {
			if !strings.HasPrefix(p, "127.0.0.1:") {
				t.Errorf("container %s publishes %s beyond this machine", name, p)
			}
		}
	}
}

func TestTheLogIsEnoughToRecord(t *testing.T) {
	for _, name := range []string{"contact", "accommodation", "pathway", "caseload"} {
		if _, waits := containers(t)[name].DependsOn["postgres"]; waits {
			t.Errorf("%s waits for Postgres", name)
		}
	}
}

func TestTheCollectorReadsTheMetricsOfEachProgram(t *testing.T) {
	config := read(t, "otel/collector.yaml")
	for _, name := range programs(t) {
		if !strings.Contains(config, "- "+name+":8080\n") {
			t.Errorf("otel/collector.yaml does not read %s", name)
		}
	}
}
