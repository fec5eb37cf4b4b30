package schemas_test

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// unrouted are the events that follow another on its record and to which no
// route leads: only services write them.
var unrouted = []string{"caseload.absorbed", "alert.escalated", "alert.reopened", "import.finished"}

func TestNamesAreUnique(t *testing.T) {
	names, facts := map[string]bool{}, map[[2]string]string{}
	for _, typ := range wire.Types {
		if names[typ.Name] {
			t.Errorf("two types are called %s", typ.Name)
		}
		names[typ.Name] = true
		fact := [2]string{string(typ.Area()), reflect.TypeOf(typ.Fact).Name()}
		if other, taken := facts[fact]; taken {
			t.Errorf("%s and %s are the same Go type in one area: what is encoded as one is read as the other", other, typ.Name)
		}
		facts[fact] = typ.Name
	}
	for i, k := range wire.Kinds {
		if slices.ContainsFunc(wire.Kinds[:i], func(o wire.Kind) bool { return o.Name == k.Name }) {
			t.Errorf("two kinds are called %s", k.Name)
		}
	}
}

// TestARecordIsOpenedByOneType: the first event of a record has its id, so that
// a second sending is recognised. A record of which each person has one needs
// no opening; nor does a team, whose id follows from its name.
func TestARecordIsOpenedByOneType(t *testing.T) {
	for _, kind := range wire.Kinds {
		if kind.Single != "" || kind.Name == "team" {
			continue
		}
		var openers []string
		for _, typ := range wire.Types {
			if typ.Kind == kind.Name && typ.Path == "" && !slices.Contains(unrouted, typ.Name) {
				openers = append(openers, typ.Name)
			}
		}
		if len(openers) != 1 {
			t.Errorf("%s is opened by %q, want exactly one type", kind.Name, openers)
		}
	}
}

func TestEachTypeStandsOnAKindOfItsArea(t *testing.T) {
	for _, typ := range wire.Types {
		kind := wire.KindNamed(typ.Kind)
		if typ.Kind != "" && kind.Area != typ.Area() {
			t.Errorf("%s stands on %q, which is of area %q", typ.Name, typ.Kind, kind.Area)
		}
	}
}

var subject = regexp.MustCompile(`^care\.[A-Za-z0-9]+\.(_|` + id + `)\.[a-z]+\.(` + id + `|[a-z0-9]+)$`)

const id = `[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`

func TestSubjectsAndHeadersHoldIDsAlone(t *testing.T) {
	eachType(t, func(t *testing.T, typ wire.Type) {
		m, err := wire.Encode(event(t, typ))
		if err != nil {
			t.Fatal(err)
		}
		if !subject.MatchString(m.Subject) {
			t.Errorf("subject %s", m.Subject)
		}
		envelope := map[string]any{}
		for name, values := range m.Header {
			envelope[name] = values[0]
		}
		if err := bySchema("common/envelope.json", encode(envelope)); err != nil {
			t.Errorf("envelope: %v", err)
		}
		outside := m.Subject + " " + string(encode(m.Header))
		for _, said := range freeText(parse(m.Body)) {
			if strings.Contains(outside, said) {
				t.Errorf("%q of the body stands outside of it: %s", said, outside)
			}
		}
	})
}

// freeText are the texts in a body that are neither ids nor codes.
func freeText(body any) (all []string) {
	for _, at := range paths(body, nil) {
		text, ok := get(body, at).(string)
		if ok && !slices.Contains(everyCode, text) && !regexp.MustCompile(id).MatchString(text) {
			all = append(all, text)
		}
	}
	return all
}

// routes are the paths of the API that lead to a type, as the tables of wire
// give them.
func routes(typ wire.Type) (all []string) {
	if typ.Name == "caseload.registered" {
		return []string{"/api/v1/care-leavers/{person}`"}
	}
	if slices.Contains(unrouted, typ.Name) {
		return nil
	}
	if kind := wire.KindNamed(typ.Kind); kind.Path != "" || kind.Single != "" {
		all = append(all, route(kind, typ)+"`")
	} else if typ.Kind == "" {
		all = append(all, "/"+typ.Path+"/{event}`") // below any record
	}
	return all
}

func route(kind wire.Kind, typ wire.Type) string {
	path := "/api/v1"
	if !kind.NoOne {
		path += "/care-leavers/{person}"
	}
	if kind.Path != "" {
		path += "/" + kind.Path
	}
	switch {
	case typ.Path == "" && kind.Single == "":
		return path + "/{record}"
	case typ.Path == "":
		return path + "/{event}"
	case kind.Single == "":
		path += "/{record}"
	}
	return path + "/" + typ.Path + "/{event}"
}

func TestPagesSayWhatTheTablesSay(t *testing.T) {
	eachType(t, func(t *testing.T, typ wire.Type) {
		page := string(read(typ.Name + "/README.md"))
		for what, text := range map[string]string{
			"its name":         "# " + typ.Name + "\n",
			"its type":         "`" + typ.Full() + "`",
			"its publisher":    "| Published by | `" + typ.Publisher + "`",
			"what sets it off": "**Trigger.** ",
			"what it does":     "**Effect.** ",
		} {
			if !strings.Contains(page, text) {
				t.Errorf("README.md does not say %s: %s", what, text)
			}
		}
		for _, r := range routes(typ) {
			if !strings.Contains(page, r) && !strings.Contains(page, "| Sent with | never") {
				t.Errorf("README.md does not give the route %s", r)
			}
		}
	})
}

var mentioned = regexp.MustCompile("`([a-z]+\\.[a-z][a-z0-9_]+)`")

func TestPagesNameTypesThatExist(t *testing.T) {
	eachType(t, func(t *testing.T, typ wire.Type) {
		for _, m := range mentioned.FindAllStringSubmatch(string(read(typ.Name+"/README.md")), -1) {
			area, _, _ := strings.Cut(m[1], ".")
			isArea := slices.ContainsFunc(wire.Types, func(o wire.Type) bool { return o.Area() == care.Area(area) })
			if _, known := wire.TypeNamed("care." + m[1] + ".v1"); isArea && !known {
				t.Errorf("README.md speaks of %s, which is no type", m[1])
			}
		}
	})
}

func TestTheCatalogueListsEveryType(t *testing.T) {
	catalogue := string(read("README.md"))
	for _, typ := range wire.Types {
		if n := strings.Count(catalogue, "| ["+typ.Name+"]("+typ.Name+"/README.md) |"); n != 1 {
			t.Errorf("README.md lists %s %d times, want once", typ.Name, n)
		}
	}
	if rows := strings.Count(catalogue, "/README.md) |"); rows != len(wire.Types) {
		t.Errorf("README.md lists %d types, wire.Types has %d", rows, len(wire.Types))
	}
}
