package schemas_test

import (
	"slices"
	"strings"
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// TestSchemaAndValidateAgree spoils the example in every way that a schema can
// speak of: each property left out, blank, of another type, beyond its bounds,
// each code in place of each other, and each two codes together. Schema and Go
// type must both take the result or both refuse it, and what they take must be
// published as the schema says. What only Go knows (that one day is not before
// another) is not spoilt here.
func TestSchemaAndValidateAgree(t *testing.T) {
	eachType(t, func(t *testing.T, typ wire.Type) {
		t.Parallel()
		said := map[string]bool{} // one complaint for each place
		for _, v := range spoilt(typ) {
			if complaint := disagreement(typ, v.body); complaint != "" && !said[v.at] {
				said[v.at] = true
				t.Errorf("%s %s: %s", v.at, v.now, complaint)
			}
		}
	})
}

// disagreement says how schema and Go type differ about a body, if they do.
func disagreement(typ wire.Type, body []byte) string {
	bySchemaErr := bySchema(typ.Name+"/schema.json", body)
	fact, byGoErr := byGo(typ, body)
	switch {
	case bySchemaErr == nil && byGoErr != nil:
		return "the schema takes it, Go refuses it: " + byGoErr.Error()
	case bySchemaErr != nil && byGoErr == nil:
		return "Go takes it, the schema refuses it: " + strings.ReplaceAll(bySchemaErr.Error(), "\n", " ")
	case bySchemaErr != nil:
		return ""
	}
	m, err := wire.Encode(care.Event{Area: typ.Area(), Fact: fact})
	if err != nil {
		return "accepted, and cannot be published: " + err.Error()
	}
	if bySchema(typ.Name+"/schema.json", m.Body) != nil {
		return "accepted, and published as " + string(m.Body) + ", which the schema refuses"
	}
	return ""
}

// variant is an example that was spoilt: where, and what is there now.
type variant struct {
	at, now string
	body    []byte
}

func spoilt(typ wire.Type) (all []variant) {
	example := parse(read(typ.Name + "/example.json"))
	for _, at := range paths(example, nil) {
		all = append(all, variant{pointer(at), "left out", encode(with(example, at, nil))})
		for _, v := range instead(get(example, at)) {
			all = append(all, variant{pointer(at), "= " + string(encode(v)), encode(with(example, at, v))})
		}
	}
	return append(all, pairs(typ, example.(map[string]any))...)
}

// instead are the values to put in the place of a value.
func instead(v any) []any {
	switch v := v.(type) {
	case string:
		if _, err := care.ParseWhen(v); err == nil {
			return []any{7.0, "soon", "2026-02-30"}
		}
		if slices.Contains(everyCode, v) {
			return append([]any{"no such code", 7.0}, anySlice(everyCode)...)
		}
		return []any{"no such thing", " ", 7.0}
	case float64:
		return []any{"7", 1.5, -1.0, 0.0, 1.0, 168.0, 169.0, 366.0, 367.0}
	case bool:
		return []any{"yes", !v}
	case []any:
		return []any{"not a list", []any{}, append(slices.Clone(v), v...)}
	}
	return []any{"not an object", []any{}}
}

// everyCode is every code of every closed list, and the names of all facts.
var everyCode = func() (all []string) {
	for _, list := range codes {
		all = append(all, list...)
	}
	for _, t := range wire.Types {
		all = append(all, correctable(t.Area())...)
	}
	return slices.Compact(sorted(all))
}()

func anySlice(s []string) (all []any) {
	for _, x := range s {
		all = append(all, x)
	}
	return all
}

// pairs puts each two codes of two properties into the example together, and
// takes each third property away.
func pairs(typ wire.Type, example map[string]any) (all []variant) {
	enums := enumsOf(typ)
	for one, codes := range enums {
		for _, code := range codes {
			first := with(example, []any{one}, code)
			for other := range example {
				if other == one {
					continue
				}
				all = append(all, variant{"/" + one, "= " + code + " without " + other, encode(with(first, []any{other}, nil))})
				for _, second := range enums[other] {
					all = append(all, variant{"/" + one, "= " + code + " with " + other + " = " + second, encode(with(first, []any{other}, second))})
				}
			}
		}
	}
	return all
}

// enumsOf are the codes of the properties that have a closed list.
func enumsOf(typ wire.Type) map[string][]string {
	all := map[string][]string{}
	file := typ.Name + "/schema.json"
	for name, p := range (node{file, document(file)}).properties() {
		if codes := p.resolved().enum(); codes != nil {
			all[name] = codes
		}
	}
	return all
}
