package schemas_test

import (
	"bytes"
	"io/fs"
	"path"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/santhosh-tekuri/jsonschema/v6"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
	"intouch/schemas"
)

// base is where the ids of the schemas lie: the id of a schema is base and its path.
const base = "https://intouch.example/schemas/"

// compiled holds all schemas by their paths.
var compiled = compileAll()

func compileAll() map[string]*jsonschema.Schema {
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	files, err := fs.Glob(schemas.Files, "*/*.json")
	check(err)
	for _, f := range files {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(read(f)))
		check(err)
		check(c.AddResource(base+f, doc))
	}
	all := map[string]*jsonschema.Schema{}
	for _, f := range files {
		if path.Dir(f) == "common" || path.Base(f) == "schema.json" {
			all[f] = c.MustCompile(base + f)
		}
	}
	return all
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func read(file string) []byte {
	text, err := schemas.Files.ReadFile(file)
	check(err)
	return text
}

func exists(file string) bool {
	_, err := fs.Stat(schemas.Files, file)
	return err == nil
}

// bySchema is what the schema says of a body.
func bySchema(file string, body []byte) error {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	return compiled[file].Validate(doc)
}

// byGo is what the Go type says of a body.
func byGo(t wire.Type, body []byte) (care.Fact, error) {
	fact, err := wire.UnmarshalFact(t, body, false)
	if err != nil {
		return nil, err
	}
	return fact, fact.Validate()
}

// eachType runs a test for every type of event that has its folder; those that
// have none fail TestEveryTypeHasAFolderAndEveryFolderAType.
func eachType(t *testing.T, test func(*testing.T, wire.Type)) {
	for _, typ := range wire.Types {
		if exists(typ.Name + "/schema.json") {
			t.Run(typ.Name, func(t *testing.T) { test(t, typ) })
		}
	}
}

func TestEveryTypeHasAFolderAndEveryFolderAType(t *testing.T) {
	folders, err := fs.Glob(schemas.Files, "*/schema.json")
	check(err)
	known := map[string]bool{}
	for _, typ := range wire.Types {
		known[typ.Name] = true
		for _, f := range []string{"schema.json", "example.json", "README.md"} {
			if !exists(typ.Name + "/" + f) {
				t.Errorf("wire.Types has %s, but there is no schemas/%s/%s", typ.Name, typ.Name, f)
			}
		}
	}
	for _, f := range folders {
		if name := path.Dir(f); !known[name] {
			t.Errorf("schemas/%s is no type of wire.Types", name)
		}
	}
}

func TestTheIDOfASchemaIsItsPath(t *testing.T) {
	for file := range compiled {
		if got := document(file)["$id"]; got != base+file {
			t.Errorf("%s has $id %v, want %s", file, got, base+file)
		}
	}
}

func TestSchemasDescribeThemselves(t *testing.T) {
	eachType(t, func(t *testing.T, typ wire.Type) {
		schema := document(typ.Name + "/schema.json")
		for _, key := range []string{"title", "description", "$comment"} {
			if text, _ := schema[key].(string); text == "" {
				t.Errorf("the schema has no %s", key)
			}
		}
		if schema["additionalProperties"] != true {
			t.Error("the schema does not let readers ignore what they do not know (additionalProperties)")
		}
	})
}

func TestExamplesPass(t *testing.T) {
	eachType(t, func(t *testing.T, typ wire.Type) {
		body := read(typ.Name + "/example.json")
		if err := bySchema(typ.Name+"/schema.json", body); err != nil {
			t.Errorf("example.json: %v", err)
		}
		if _, err := wire.UnmarshalFact(typ, body, true); err != nil {
			t.Errorf("example.json, as intake reads it: %v", err)
		}
		if _, err := byGo(typ, body); err != nil {
			t.Errorf("example.json, by the Go type: %v", err)
		}
	})
}

func TestInvalidExamplesFail(t *testing.T) {
	eachType(t, func(t *testing.T, typ wire.Type) {
		file := typ.Name + "/invalid.json"
		if !exists(file) {
			return
		}
		if bySchema(typ.Name+"/schema.json", read(file)) == nil {
			t.Error("the schema accepts invalid.json")
		}
		if _, err := byGo(typ, read(file)); err == nil {
			t.Error("the Go type accepts invalid.json")
		}
		if !strings.Contains(string(read(typ.Name+"/README.md")), "`invalid.json` is refused: ") {
			t.Error("README.md does not say why invalid.json is refused")
		}
	})
}

func TestReadersIgnoreWhatTheyDoNotKnowAndIntakeRefusesIt(t *testing.T) {
	eachType(t, func(t *testing.T, typ wire.Type) {
		body := append([]byte(`{"notYetInvented": 1, `), bytes.TrimPrefix(read(typ.Name+"/example.json"), []byte("{"))...)
		if err := bySchema(typ.Name+"/schema.json", body); err != nil {
			t.Errorf("the schema refuses an unknown property: %v", err)
		}
		if _, err := byGo(typ, body); err != nil {
			t.Errorf("a reader refuses an unknown property: %v", err)
		}
		if _, err := wire.UnmarshalFact(typ, body, true); err == nil {
			t.Error("intake accepts an unknown property")
		}
	})
}

// event is the example of the type as it would be published.
func event(t *testing.T, typ wire.Type) care.Event {
	fact, err := byGo(typ, read(typ.Name+"/example.json"))
	if err != nil {
		t.Fatal(err)
	}
	e := care.Event{
		ID: care.DerivedID("event", typ.Name), Authority: "E99999999", Person: care.DerivedID("person", typ.Name),
		Area: typ.Area(), Record: care.NewRecordID(care.DerivedID("record", typ.Name)), Fact: fact,
		RecordedAt: time.Date(2030, 1, 2, 9, 30, 0, 0, time.UTC), Actor: care.Operator, Source: "/intouch/test",
	}
	kind := wire.KindNamed(typ.Kind)
	if kind.NoOne {
		e.Person = uuid.Nil
	}
	if kind.Single != "" {
		e.Record = kind.Single
	}
	return e
}

func TestNothingIsLostOnTheWayToTheLogAndBack(t *testing.T) {
	eachType(t, func(t *testing.T, typ wire.Type) {
		want := event(t, typ)
		first, err := wire.Encode(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := wire.Decode(first)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("decoded\n%+v\nwant\n%+v", got, want)
		}
		second, err := wire.Encode(got)
		if err != nil || !reflect.DeepEqual(second, first) {
			t.Errorf("encoded again\n%s\nwant\n%s (%v)", second.Body, first.Body, err)
		}
		sameFacts(t, first.Body, read(typ.Name+"/example.json"))
		if err := bySchema(typ.Name+"/schema.json", first.Body); err != nil {
			t.Errorf("as published: %v", err)
		}
	})
}

// sameFacts compares what was published with the example; an instant is the
// same in any offset.
func sameFacts(t *testing.T, got, want []byte) {
	t.Helper()
	if g, w := settled(parse(got)), settled(parse(want)); !reflect.DeepEqual(g, w) {
		t.Errorf("published\n%v\nexample\n%v", g, w)
	}
}

func settled(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k := range v {
			v[k] = settled(v[k])
		}
	case []any:
		for i := range v {
			v[i] = settled(v[i])
		}
	case string:
		if w, err := care.ParseWhen(v); err == nil {
			return w.String()
		}
	}
	return v
}
