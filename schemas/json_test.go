package schemas_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

func parse(body []byte) any {
	var v any
	check(json.Unmarshal(body, &v))
	return v
}

func encode(v any) []byte {
	body, err := json.Marshal(v)
	check(err)
	return body
}

// document is a JSON file of the contract.
func document(file string) map[string]any { return parse(read(file)).(map[string]any) }

// paths are the ways to every value inside a document, in order.
func paths(v any, at []any) (all [][]any) {
	step := func(key, inside any) {
		here := append(slices.Clone(at), key)
		all = append(append(all, here), paths(inside, here)...)
	}
	switch v := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			step(k, v[k])
		}
	case []any:
		for i, inside := range v {
			step(i, inside)
		}
	}
	return all
}

// pointer writes a path as a JSON pointer.
func pointer(at []any) string {
	var b strings.Builder
	for _, key := range at {
		fmt.Fprintf(&b, "/%v", key)
	}
	return b.String()
}

// get returns the value at a path.
func get(v any, at []any) any {
	for _, key := range at {
		if i, ok := key.(int); ok {
			v = v.([]any)[i]
		} else {
			v = v.(map[string]any)[key.(string)]
		}
	}
	return v
}

// with returns a copy of the document with another value at the path, or
// without the path when the value is nil.
func with(doc any, at []any, value any) any {
	doc = parse(encode(doc))
	parent, key := get(doc, at[:len(at)-1]), at[len(at)-1]
	switch p := parent.(type) {
	case map[string]any:
		p[key.(string)] = value
		if value == nil {
			delete(p, key.(string))
		}
	case []any:
		p[key.(int)] = value
		if value == nil {
			return with(doc, at[:len(at)-1], slices.Delete(p, key.(int), key.(int)+1))
		}
	}
	return doc
}
