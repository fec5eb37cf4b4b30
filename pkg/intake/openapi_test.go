package intake

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"intouch/schemas"
)

// openapi is as much of the description as these tests look at.
type openapi struct {
	Paths      map[string]map[string]operation `yaml:"paths"`
	Components struct {
		Parameters map[string]parameter `yaml:"parameters"`
	} `yaml:"components"`
}

type operation struct {
	OperationID string         `yaml:"operationId"`
	Summary     string         `yaml:"summary"`
	Tags        []string       `yaml:"tags"`
	Parameters  []parameter    `yaml:"parameters"`
	RequestBody map[string]any `yaml:"requestBody"`
	Responses   map[string]any `yaml:"responses"`
}

type parameter struct {
	Ref    string `yaml:"$ref"`
	Name   string `yaml:"name"`
	In     string `yaml:"in"`
	Schema struct {
		Enum []string `yaml:"enum"`
	} `yaml:"schema"`
}

func readOpenAPI(t *testing.T) (doc openapi, whole any) {
	t.Helper()
	text, err := schemas.Files.ReadFile("openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, &whole); err != nil {
		t.Fatal(err)
	}
	return doc, whole
}

// resolved is the parameter that is meant by a reference.
func (doc openapi) resolved(p parameter) parameter {
	if name, ok := strings.CutPrefix(p.Ref, "#/components/parameters/"); ok {
		return doc.Components.Parameters[name]
	}
	return p
}

// expanded are the addresses that a path stands for: a parameter of the path
// that takes one of a list is a way of writing several paths as one.
func (doc openapi) expanded(path string, o operation) []string {
	all := []string{path}
	for _, p := range o.Parameters {
		p = doc.resolved(p)
		if p.In != "path" || len(p.Schema.Enum) == 0 {
			continue
		}
		var more []string
		for _, one := range all {
			for _, word := range p.Schema.Enum {
				more = append(more, strings.ReplaceAll(one, "{"+p.Name+"}", word))
			}
		}
		all = more
	}
	return all
}

// notOurs are writes that another room answers.
var notOurs = []string{"PUT /api/v1/imports/{import}", "POST /api/v1/returns/oc3/pre-check"}

func TestEveryWriteIsDescribedAndEveryDescribedWriteIsThere(t *testing.T) {
	doc, _ := readOpenAPI(t)
	var described []string
	for path, operations := range doc.Paths {
		for method, o := range operations {
			if method != "get" {
				for _, one := range doc.expanded(path, o) {
					described = append(described, strings.ToUpper(method)+" "+one)
				}
			}
		}
	}
	there := append(Patterns(), notOurs...)
	for _, p := range there {
		if !slices.Contains(described, p) {
			t.Errorf("not described: %s", p)
		}
	}
	for _, p := range described {
		if !slices.Contains(there, p) {
			t.Errorf("described and not there: %s", p)
		}
	}
}

func TestEachOperationIsDescribedInFull(t *testing.T) {
	doc, _ := readOpenAPI(t)
	seen := map[string]bool{}
	for path, operations := range doc.Paths {
		for method, o := range operations {
			if o.Summary == "" || len(o.Tags) != 1 || seen[o.OperationID] {
				t.Errorf("%s %s: %q is there twice, or has no summary or no tag", method, path, o.OperationID)
			}
			seen[o.OperationID] = true
			var named []string
			for _, p := range o.Parameters {
				if p = doc.resolved(p); p.In == "path" {
					named = append(named, "{"+p.Name+"}")
				} else if p.Name == "" {
					t.Errorf("%s %s: a parameter that there is not", method, path)
				}
			}
			for _, part := range strings.Split(path, "/") {
				if strings.HasPrefix(part, "{") != slices.Contains(named, part) {
					t.Errorf("%s %s: %s", method, path, part)
				}
			}
			if write := method != "get"; write != (o.RequestBody != nil) || write && o.Responses["default"] == nil {
				t.Errorf("%s %s: no body, or no refusal", method, path)
			}
		}
	}
}

// A write of a type of event takes the facts of that type.
func TestTheBodyIsTheFactsOfTheEvent(t *testing.T) {
	doc, _ := readOpenAPI(t)
	for _, r := range routes() {
		o, ok := doc.Paths[r.pattern]["put"]
		if !ok {
			continue // one of several that are written as one
		}
		text, _ := yaml.Marshal(o.RequestBody)
		correction := strings.Contains(string(text), "'#/components/schemas/correction'") || strings.Contains(string(text), `"#/components/schemas/correction"`)
		void := strings.Contains(string(text), "contact.voided/schema.json") && shortName(r.is) == "voided"
		if !strings.Contains(string(text), r.is.Name+"/schema.json") && !void && !(correction && shortName(r.is) == "corrected") {
			t.Errorf("%s: %s takes %s", r.pattern, r.is.Name, text)
		}
	}
}

func TestEveryReferenceLeadsSomewhere(t *testing.T) {
	_, whole := readOpenAPI(t)
	n := 0
	references(whole, func(ref string) {
		n++
		if local, ok := strings.CutPrefix(ref, "#/"); ok {
			if at := follow(whole, strings.Split(local, "/")); at == nil {
				t.Errorf("nothing at %s", ref)
			}
			return
		}
		if _, err := fs.Stat(schemas.Files, path.Clean(ref)); err != nil {
			t.Errorf("%s: %v", ref, err)
		}
	})
	if n < 500 {
		t.Errorf("only %d references were looked at", n)
	}
}

func references(v any, each func(string)) {
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			if ref, ok := value.(string); ok && key == "$ref" {
				each(ref)
			}
			references(value, each)
		}
	case []any:
		for _, value := range v {
			references(value, each)
		}
	}
}

func follow(v any, path []string) any {
	for _, name := range path {
		m, _ := v.(map[string]any)
		v = m[name]
	}
	return v
}
