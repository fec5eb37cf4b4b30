package intake

import (
	"bytes"
	"encoding"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
)

// leaf is a value of a body and where it stands there.
type leaf struct {
	pointer string // JSON pointer
	value   any    // of the Go type of its field: care.Day, string
}

// reading compares a body with the Go type that it is for. encoding/json alone
// takes the last of two keys, and keys in another case, without a word.
type reading struct {
	leaves []leaf
	wrong  care.Problems
}

// readStrictly reads a JSON object that is to become a value of the type; at is
// the pointer to where it stands. It fails with problem.Unreadable if it is no
// JSON object, and with Problems that name each field that is unknown, double
// or of another kind.
func readStrictly(body []byte, t reflect.Type, at string) ([]leaf, error) {
	body = bytes.TrimSpace(body)
	if !utf8.Valid(body) || !json.Valid(body) || body[0] != '{' {
		return nil, problem.New(problem.Unreadable, "Send one JSON object in UTF-8, with content-type application/json.")
	}
	var r reading
	r.object(body, fieldsOf(t), at)
	return r.leaves, r.wrong.Err()
}

// value reads one value; the whole is known to be valid JSON.
func (r *reading) value(raw json.RawMessage, t reflect.Type, at string) {
	switch {
	case string(raw) == "null", t == rawType:
	case isText(t):
		r.leaf(raw, t, at)
	case t.Kind() == reflect.Pointer:
		r.value(raw, t.Elem(), at)
	case t.Kind() == reflect.Struct && raw[0] == '{':
		r.object(raw, fieldsOf(t), at)
	case t.Kind() == reflect.Map && raw[0] == '{':
		r.object(raw, func(string) (reflect.Type, bool) { return t.Elem(), true }, at)
	case t.Kind() == reflect.Slice && raw[0] == '[':
		r.list(raw, t.Elem(), at)
	default:
		r.leaf(raw, t, at)
	}
}

func (r *reading) object(raw json.RawMessage, field func(string) (reflect.Type, bool), at string) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.Token() // {
	seen := map[string]bool{}
	for d.More() {
		token, _ := d.Token()
		name := token.(string)
		var value json.RawMessage
		d.Decode(&value)
		pointer := at + "/" + escape.Replace(name)
		t, known := field(name)
		switch {
		case seen[name]:
			r.wrong.Add(pointer, "This field is there twice: send it once")
		case !known:
			r.wrong.Add(pointer, "There is no such field: check its spelling, or leave it out")
		default:
			r.value(value, t, pointer)
		}
		seen[name] = true
	}
}

func (r *reading) list(raw json.RawMessage, t reflect.Type, at string) {
	var values []json.RawMessage
	json.Unmarshal(raw, &values)
	for i, v := range values {
		r.value(v, t, at+"/"+strconv.Itoa(i))
	}
}

func (r *reading) leaf(raw json.RawMessage, t reflect.Type, at string) {
	v := reflect.New(t)
	if err := json.Unmarshal(raw, v.Interface()); err != nil {
		r.wrong.Add(at, expected(t))
		return
	}
	r.leaves = append(r.leaves, leaf{at, v.Elem().Interface()})
}

var (
	escape   = strings.NewReplacer("~", "~0", "/", "~1") // RFC 6901
	rawType  = reflect.TypeFor[json.RawMessage]()
	textType = reflect.TypeFor[encoding.TextUnmarshaler]()
)

func isText(t reflect.Type) bool { return reflect.PointerTo(t).Implements(textType) }

// expected says what a field takes.
func expected(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[care.Day]():
		return "Enter a day such as 2026-06-15"
	case reflect.TypeFor[care.When]():
		return "Enter a day such as 2026-06-15, or a time such as 2026-06-15T14:30:00+01:00"
	case reflect.TypeFor[uuid.UUID]():
		return "Enter an id: a UUID"
	}
	switch t.Kind() {
	case reflect.Bool:
		return "Say true or false"
	case reflect.String:
		return "Enter text"
	case reflect.Slice:
		return "Send a list"
	case reflect.Struct, reflect.Map:
		return "Send an object"
	}
	return "Enter a whole number"
}

var fieldNames sync.Map // of a struct: reflect.Type → map[string]reflect.Type

// fieldsOf knows the fields of a struct as JSON names them, those of embedded
// structs among them.
func fieldsOf(t reflect.Type) func(string) (reflect.Type, bool) {
	known, ok := fieldNames.Load(t)
	if !ok {
		names := map[string]reflect.Type{}
		collect(t, names)
		known, _ = fieldNames.LoadOrStore(t, names)
	}
	return func(name string) (reflect.Type, bool) {
		field, ok := known.(map[string]reflect.Type)[name]
		return field, ok
	}
}

func collect(t reflect.Type, names map[string]reflect.Type) {
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "":
			collect(f.Type, names)
		case name != "" && name != "-":
			names[name] = f.Type
		}
	}
}
