package schemas_test

import (
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// codes are the closed lists: every value that the code of that Go type can have.
var codes = map[reflect.Type][]string{
	of[care.Precision]():     list(care.Precisions),
	of[care.Category]():      list(care.Categories),
	of[care.IDKind]():        list(care.IDKinds),
	of[care.BirthStatus]():   list(care.BirthStatuses),
	of[care.YesNo]():         list(care.YesNos),
	of[care.Still]():         list(care.Stills),
	of[care.How]():           list(care.Hows, care.NotStated),
	of[care.Place]():         list(care.Places),
	of[care.Capacity]():      list(care.Capacities),
	of[care.AttemptHow]():    list(care.AttemptHows),
	of[care.Outcome]():       list(care.Outcomes),
	of[care.Informant]():     list(care.Informants),
	of[care.Knowledge]():     list(care.Knowledges),
	of[care.Residence]():     list(care.Residences),
	of[care.ProvidedUnder](): list(care.Provisions),
	of[care.AwayKind]():      list(care.AwayKinds),
	of[care.ActivityCode]():  append(list(care.ActivityCodes), list(care.OldActivityCodes)...),
	of[care.Risk]():          list(care.Risks),
	of[care.Role]():          list(care.Roles),
	of[care.RefusalOf]():     list(care.Refusals),
	of[care.ListedInTouch](): list(care.ListedInTouches),
	of[care.StaffRole]():     list(care.StaffRoles),
	of[care.Answer]():        list(care.Answers),
	of[care.Wish]():          list(care.Wishes),
	of[care.VoidReason]():    list(care.VoidReasons),
	of[care.SilenceReason](): list(care.SilenceReasons),
	of[care.Closing]():       list(care.Closings),
	of[care.Decision]():      list(care.Decisions),
	of[care.Circumstance]():  list(care.Circumstances),
}

// narrower are the few places where a schema takes less than the whole list, or
// gives a list to what is a plain string in Go.
var narrower = map[string][]string{
	"contact.planned/how":               list(care.Hows),
	"accommodation.confirmed/still":     {"yes", "no"},
	"pathway.activity_confirmed/still":  {"yes", "no"},
	"caseload.details_changed/cleared/": care.Clearable,
	"contact.corrected/fact":            correctable(care.AreaContact),
	"accommodation.corrected/fact":      correctable(care.AreaAccommodation),
	"pathway.corrected/fact":            correctable(care.AreaPathway),
	"caseload.corrected/fact":           correctable(care.AreaCaseload),
	"oversight.corrected/fact":          correctable(care.AreaOversight),
	"record.destroyed/remains//type":    remaining(),
}

// remaining are the types of which a destruction says what remains.
func remaining() (names []string) {
	for _, t := range wire.Types {
		if t.Remains() {
			names = append(names, t.Name)
		}
	}
	return names
}

func of[T any]() reflect.Type { return reflect.TypeFor[T]() }

func list[T ~string](c care.Codes[T], more ...T) (all []string) {
	for _, x := range c {
		all = append(all, string(x.Code))
	}
	for _, x := range more {
		all = append(all, string(x))
	}
	return all
}

// corrected is care.Corrected as wire writes it: facts of any type, by name.
type corrected struct {
	Of     care.EventID `json:"of"`
	Fact   string       `json:"fact"`
	Facts  struct{}     `json:"facts"`
	Reason string       `json:"reason"`
}

// destroyed is care.Destroyed as wire writes it: likewise for what remains.
type destroyed struct {
	Reason    string         `json:"reason"`
	Approvers []care.StaffID `json:"approvers"`
	Positions []uint64       `json:"positions"`
	Kind      string         `json:"kind"`
	When      care.When      `json:"when"`
	Remains   []struct {
		Event      care.EventID `json:"event"`
		RecordedAt time.Time    `json:"recordedAt"`
		Actor      care.StaffID `json:"actor"`
		Source     string       `json:"source"`
		Position   uint64       `json:"position"`
		Type       string       `json:"type"`
		Facts      struct{}     `json:"facts"`
	} `json:"remains"`
}

// inGo are the Go types of facts that wire writes otherwise than they are.
var inGo = map[reflect.Type]reflect.Type{of[care.Corrected](): of[corrected](), of[care.Destroyed](): of[destroyed]()}

func TestSchemasHaveTheShapeOfTheGoTypes(t *testing.T) {
	eachType(t, func(t *testing.T, typ wire.Type) {
		file := typ.Name + "/schema.json"
		fact := reflect.TypeOf(typ.Fact)
		if other, ok := inGo[fact]; ok {
			fact = other
		}
		compareObject(t, typ.Name, fact, node{file, document(file)})
	})
}

// correctable are the facts of an area without what corrects or takes back.
func correctable(area care.Area) (names []string) {
	for _, t := range wire.Types {
		_, name, _ := strings.Cut(t.Name, ".")
		if t.Area() == area && name != "corrected" && name != "voided" {
			names = append(names, name)
		}
	}
	return names
}

// node is a schema within a file.
type node struct {
	file string
	says map[string]any
}

// resolved follows a $ref to another file.
func (n node) resolved() node {
	if to, ok := n.says["$ref"].(string); ok {
		file := path.Join(path.Dir(n.file), to)
		return node{file, document(file)}
	}
	return n
}

// properties are the properties of an object, and what is said of other keys
// under the name "*".
func (n node) properties() map[string]node {
	all := map[string]node{}
	props, _ := n.says["properties"].(map[string]any)
	for name, p := range props {
		all[name] = node{n.file, p.(map[string]any)}
	}
	if more, ok := n.says["additionalProperties"].(map[string]any); ok {
		all["*"] = node{n.file, more}
	}
	return all
}

func (n node) items() node {
	items, _ := n.says["items"].(map[string]any)
	return node{n.file, items}
}

func (n node) enum() (codes []string) {
	values, _ := n.says["enum"].([]any)
	for _, v := range values {
		codes = append(codes, v.(string))
	}
	return codes
}

// compareObject compares the JSON names of a struct with the properties, both
// ways, and then each with its property.
func compareObject(t *testing.T, at string, goType reflect.Type, n node) {
	props := n.properties()
	for name, field := range fields(goType) {
		p, ok := props[name]
		if !ok {
			t.Errorf("%s/%s is in Go (%s) and not in the schema", at, name, goType)
			continue
		}
		delete(props, name)
		if d, _ := p.says["description"].(string); d == "" {
			t.Errorf("%s/%s has no description", at, name)
		}
		compare(t, at+"/"+name, field, p.resolved())
	}
	for name := range props {
		t.Errorf("%s/%s is in the schema and not in Go (%s)", at, name, goType)
	}
}

// fields are the JSON names of a struct, those of embedded structs included.
func fields(goType reflect.Type) map[string]reflect.Type {
	all := map[string]reflect.Type{}
	for f := range goType.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			for inner, typ := range fields(f.Type) {
				all[inner] = typ
			}
			continue
		}
		all[name] = f.Type
	}
	return all
}

// compare compares a Go type with what the schema says of it.
func compare(t *testing.T, at string, goType reflect.Type, n node) {
	switch {
	case goType == of[care.When]():
		want(t, at, n, "title", "When")
	case goType == of[care.Day]():
		want(t, at, n, "format", "date")
	case goType == of[time.Time]():
		want(t, at, n, "format", "date-time")
	case goType == of[uuid.UUID]():
		want(t, at, n, "format", "uuid")
	case goType.Kind() == reflect.String:
		compareString(t, at, goType, n)
	case goType.Kind() == reflect.Pointer:
		compare(t, at, goType.Elem(), n)
	default:
		want(t, at, n, "type", jsonType(goType))
		compareInside(t, at, goType, n)
	}
}

func compareInside(t *testing.T, at string, goType reflect.Type, n node) {
	switch goType.Kind() {
	case reflect.Struct:
		compareObject(t, at, goType, n)
	case reflect.Slice:
		compare(t, at+"/", goType.Elem(), n.items().resolved())
	case reflect.Map:
		compare(t, at+"/*", goType.Elem(), n.properties()["*"])
	}
}

func jsonType(goType reflect.Type) string {
	switch goType.Kind() {
	case reflect.Bool:
		return "boolean"
	case reflect.Slice:
		return "array"
	case reflect.Struct, reflect.Map:
		return "object"
	}
	return "integer"
}

func compareString(t *testing.T, at string, goType reflect.Type, n node) {
	wanted, closed := codes[goType]
	if fewer, ok := narrower[at]; ok {
		wanted, closed = fewer, true
	}
	if !closed {
		want(t, at, n, "type", "string")
	}
	if got := n.enum(); !slices.Equal(sorted(got), sorted(wanted)) {
		t.Errorf("%s: the schema takes %q, Go (%s) takes %q", at, got, goType, wanted)
	}
}

func want(t *testing.T, at string, n node, key, value string) {
	if got := n.says[key]; got != value {
		t.Errorf("%s: the schema says %s %v, want %s", at, key, got, value)
	}
}

func sorted(s []string) []string { return slices.Sorted(slices.Values(s)) }
