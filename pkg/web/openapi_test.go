package web

import (
	"encoding/json"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"intouch/schemas"
)

// described are the reads that schemas/openapi.yaml describes: by pattern, the
// parameters that each takes.
func described(t *testing.T) map[string][]string {
	t.Helper()
	var doc struct {
		Paths map[string]map[string]struct {
			Parameters []map[string]any `yaml:"parameters"`
		} `yaml:"paths"`
		Components struct {
			Parameters map[string]map[string]any `yaml:"parameters"`
		} `yaml:"components"`
	}
	text, err := schemas.Files.ReadFile("openapi.yaml")
	if err == nil {
		err = yaml.Unmarshal(text, &doc)
	}
	if err != nil {
		t.Fatal(err)
	}
	reads := map[string][]string{}
	for path, operations := range doc.Paths {
		get, ok := operations["get"]
		if !ok || !strings.HasPrefix(path, "/api/") {
			continue // health is another room's
		}
		names := []string{}
		for _, p := range get.Parameters {
			if ref, ok := p["$ref"].(string); ok {
				p = doc.Components.Parameters[strings.TrimPrefix(ref, "#/components/parameters/")]
			}
			if p["in"] == "query" && p["name"] != "min-position" {
				names = append(names, p["name"].(string))
			}
		}
		slices.Sort(names)
		reads["GET "+path] = names
	}
	return reads
}

func TestReadsAreAsTheyAreDescribed(t *testing.T) {
	h := newHouse(t).inTown()
	want, got := described(t), map[string][]string{}
	asked := regexp.MustCompile(`use ([^.]*)\.`)
	for _, pattern := range patterns(&server{}) {
		_, path, _ := strings.Cut(pattern, " ")
		w := h.ask(http.MethodGet, strings.ReplaceAll(path, "{person}", amira.String())+"?zzz=1", nil)
		var problem struct{ Detail string }
		if err := json.Unmarshal(w.Body.Bytes(), &problem); err != nil {
			t.Fatal(err)
		}
		got[pattern] = []string{}
		if m := asked.FindStringSubmatch(problem.Detail); m != nil && m[1] != "no parameters" {
			got[pattern] = strings.Split(m[1], ", ")
			slices.Sort(got[pattern])
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("described (-) and taken (+):\n%s", diff)
	}
}

// patterns are those of all reads of the API.
func patterns(s *server) []string {
	all := slices.Collect(maps.Keys(s.reads()))
	for _, more := range []map[string]handler{s.downloads(), s.oc3()} {
		for pattern := range more {
			if strings.HasPrefix(pattern, "GET /api/") {
				all = append(all, pattern)
			}
		}
	}
	return all
}
