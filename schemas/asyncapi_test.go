package schemas_test

import (
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"intouch/pkg/wire"
)

func asyncapi(t *testing.T) map[string]any {
	var doc map[string]any
	if err := yaml.Unmarshal(read("asyncapi.yaml"), &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestAsyncAPIHasAMessageForEachType(t *testing.T) {
	doc := asyncapi(t)
	onLog := get(doc, []any{"channels", "log", "messages"}).(map[string]any)
	messages := get(doc, []any{"components", "messages"}).(map[string]any)
	for _, typ := range wire.Types {
		if _, listed := onLog[typ.Name]; !listed {
			t.Errorf("channel log does not list %s", typ.Name)
		}
		delete(onLog, typ.Name)
		m, ok := messages[typ.Name].(map[string]any)
		if !ok {
			t.Errorf("there is no message %s", typ.Name)
			continue
		}
		if m["name"] != typ.Full() || get(m, []any{"payload", "$ref"}) != typ.Name+"/schema.json" {
			t.Errorf("message %s is called %v, with payload %v", typ.Name, m["name"], m["payload"])
		}
	}
	for name := range onLog {
		t.Errorf("channel log lists %s, which is no type", name)
	}
}

func TestAsyncAPIKnowsEveryArea(t *testing.T) {
	areas := get(asyncapi(t), []any{"channels", "log", "parameters", "area", "enum"}).([]any)
	known := map[any]bool{}
	for _, a := range areas {
		known[a] = true
	}
	for _, k := range wire.Kinds {
		if !known[string(k.Area)] {
			t.Errorf("channel log does not know area %s", k.Area)
		}
	}
}

func TestReferencesLeadSomewhere(t *testing.T) {
	doc := asyncapi(t)
	for _, at := range paths(doc, nil) {
		to, isRef := get(doc, at).(string)
		if at[len(at)-1] != "$ref" || !isRef {
			continue
		}
		if inside, ok := strings.CutPrefix(to, "#/"); ok {
			if !leads(doc, strings.Split(inside, "/")) {
				t.Errorf("%s: nothing at %s", pointer(at), to)
			}
		} else if !exists(to) {
			t.Errorf("%s: no file %s", pointer(at), to)
		}
	}
}

func leads(v any, keys []string) bool {
	for _, key := range keys {
		inside, ok := v.(map[string]any)
		if v = inside[key]; !ok || v == nil {
			return false
		}
	}
	return true
}
