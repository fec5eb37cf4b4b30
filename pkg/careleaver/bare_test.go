package careleaver_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
	"intouch/schemas"
)

// Every text of every fact, of those to come too, is taken out unless it is
// listed as nobody's words.
func TestNothingThatSomebodyWroteIsLeftOfABareFact(t *testing.T) {
	const planted = "Wrenfield"
	for _, typ := range wire.Types {
		if !typ.Remains() || reflect.TypeOf(typ.Fact) == reflect.TypeFor[care.Corrected]() {
			continue
		}
		v := reflect.New(reflect.TypeOf(typ.Fact)).Elem()
		plant(v, planted)
		body, err := json.Marshal(care.Bare(v.Interface().(care.Fact)))
		if err != nil {
			t.Fatal(err)
		}
		for _, kept := range nobodysWords[typ.Name] {
			body = bytes.Replace(body, []byte(planted), []byte(kept), 1)
		}
		if bytes.Contains(body, []byte(planted)) {
			t.Errorf("%s: %s", typ.Name, body)
		}
	}
}

// nobodysWords are the texts that stay, by what they are.
var nobodysWords = map[string][]string{
	"caseload.adviser_allocated": {"team"}, "caseload.team_allocated": {"team"}, "caseload.handover_offered": {"team"},
	"caseload.details_changed": {"cleared"}, "caseload.care_period_recorded": {"legalStatus", "reasonEnded"},
	"alert.raised": {"rule"}, "alert.escalated": {"step"}, "import.cell_questioned": {"column"}, "import.row_set_aside": {"column"},
}

// plant fills every text of a value.
func plant(v reflect.Value, word string) {
	switch {
	case v.Type() == reflect.TypeFor[string]():
		v.SetString(word)
	case v.Type() == reflect.TypeFor[care.When]() || v.Type() == reflect.TypeFor[uuid.UUID]() || v.Type() == reflect.TypeFor[time.Time]():
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			plant(v.Field(i), word)
		}
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		plant(v.Elem(), word)
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		plant(v.Index(0), word)
	case v.Kind() == reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf(word), reflect.ValueOf(word))
	}
}

// What is left of a fact is a fact of its type still, and says so twice the same.
func TestABareFactIsAFact(t *testing.T) {
	for _, typ := range wire.Types {
		if !typ.Remains() {
			continue
		}
		body, err := schemas.Files.ReadFile(typ.Name + "/example.json")
		if err != nil {
			t.Fatal(err)
		}
		fact, err := wire.UnmarshalFact(typ, body, true)
		if err != nil {
			t.Fatal(err)
		}
		bare := care.Bare(fact)
		if err := bare.Validate(); err != nil {
			t.Errorf("%s: %v", typ.Name, err)
		}
		if again := care.Bare(bare); !reflect.DeepEqual(again, bare) {
			t.Errorf("%s: bare again it is %+v, was %+v", typ.Name, again, bare)
		}
		if happened := fact.Happened(); bare.Happened() != happened {
			t.Errorf("%s happened %s, bare %s", typ.Name, happened, bare.Happened())
		}
	}
}

func TestContactPointsAreToldApartWhenTheyAreTakenOut(t *testing.T) {
	dead := care.Bare(care.ContactPointDead{ContactPoint: "07700 900123", On: 1}).(care.ContactPointDead).ContactPoint
	for _, c := range []struct {
		point string
		same  bool
	}{{"07700 900123", true}, {" 07700  900123", true}, {"07700 900124", false}, {"wren@example.org", false}, {dead, true}, {"", false}} {
		if care.SamePoint(dead, c.point) != c.same || care.SamePoint(c.point, dead) != c.same {
			t.Errorf("%q is the same as what is left of the dead one: %v, want %v", c.point, !c.same, c.same)
		}
	}
}
