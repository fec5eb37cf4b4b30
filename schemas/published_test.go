package schemas_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"intouch/pkg/wire"
)

var update = flag.Bool("update", false, "publish what was added: write published.sum")

const (
	sumFile   = "published.sum"
	sumHeader = `# What is published of each schema: type, property, required or optional, what it may be.
# A line may be added (an optional property, a code), never changed or removed: README.md says why.
# After adding to a schema: go test ./schemas -run Published -update
`
)

// TestPublishedSchemasOnlyGrow compares each schema with what was published of it.
func TestPublishedSchemasOnlyGrow(t *testing.T) {
	published, now := readSum(), current()
	for name, old := range published {
		for _, broken := range promisesBroken(old, now[name]) {
			t.Errorf("%s: %s", name, broken)
		}
	}
	switch {
	case t.Failed() || maps.EqualFunc(published, now, maps.Equal):
	case *update:
		check(os.WriteFile(sumFile, []byte(writeSum(now)), 0o644))
	default:
		t.Errorf("a schema has grown, and %s does not say so yet: go test ./schemas -run Published -update", sumFile)
	}
}

// promises are what a schema says, by property; a rule over several properties
// stands under its own text.
type promises map[string]string

func current() map[string]promises {
	all := map[string]promises{}
	for _, typ := range wire.Types {
		if file := typ.Name + "/schema.json"; exists(file) {
			all[typ.Name] = promisesOf(node{file, document(file)})
		}
	}
	return all
}

func promisesOf(schema node) promises {
	p := promises{"/": constraints(schema)}
	p.object("", schema)
	return p
}

// object promises what the properties of an object may be, and its rules.
func (p promises) object(at string, n node) {
	required, _ := n.says["required"].([]any)
	for name, property := range n.properties() {
		presence := "optional"
		if slices.Contains(required, any(name)) {
			presence = "required"
		}
		p.value(at+"/"+name, presence, property)
	}
	rules, _ := n.says["allOf"].([]any)
	for _, rule := range rules {
		p[string(encode(rule))] = "rule"
	}
}

func (p promises) value(at, presence string, n node) {
	n = n.resolved()
	p[at] = presence + " " + constraints(n)
	p.object(at, n)
	if n.says["type"] == "array" {
		p.value(at+"/", "optional", n.items())
	}
}

// notes are the keywords that say nothing of what a value may be, or that are
// promised by themselves.
var notes = []string{"$schema", "$id", "$comment", "title", "description", "type", "enum", "properties", "required", "items", "allOf", "additionalProperties"}

// constraints writes what a value may be: string format="date", enum a|b|c.
func constraints(n node) string {
	var says []string
	if t, ok := n.says["type"].(string); ok {
		says = append(says, t)
	}
	for _, key := range slices.Sorted(maps.Keys(n.says)) {
		if !slices.Contains(notes, key) {
			says = append(says, key+"="+string(encode(n.says[key])))
		}
	}
	if codes := n.enum(); codes != nil {
		says = append(says, "enum "+strings.Join(codes, "|"))
	}
	return strings.Join(says, " ")
}

// promisesBroken lists what was promised and is so no more.
func promisesBroken(old, now promises) (broken []string) {
	for at, was := range old {
		is, kept := now[at]
		switch {
		case was == "rule" || kept && kinder(was, is):
		case !kept:
			broken = append(broken, at+" was published and is gone")
		default:
			broken = append(broken, fmt.Sprintf("%s was published as %q and is %q", at, was, is))
		}
	}
	for at, is := range now {
		if _, known := old[at]; known {
			continue
		}
		if is == "rule" && !ofNewCode(at, old) {
			broken = append(broken, "what was allowed is not any more: "+at)
		}
		if _, known := old[parent(at)]; strings.HasPrefix(is, "required ") && (known || parent(at) == "") {
			broken = append(broken, at+" is new and required; it can only be optional")
		}
	}
	return slices.Sorted(slices.Values(broken))
}

func parent(at string) string { return at[:max(strings.LastIndex(at, "/"), 0)] }

// kinder reports whether a property promises what it did, at most with more codes.
func kinder(was, is string) bool {
	before, codes, hadCodes := strings.Cut(was, "enum ")
	after, more, _ := strings.Cut(is, "enum ")
	if before != after || !hadCodes {
		return was == is
	}
	for _, code := range strings.Split(codes, "|") {
		if !slices.Contains(strings.Split(more, "|"), code) {
			return false
		}
	}
	return true
}

// ofNewCode reports whether a rule speaks only of a code that was not published,
// so that it takes nothing away: {"if": {"properties": {"fact": {"const": "new"}}}, …}.
func ofNewCode(rule string, old promises) bool {
	cond, _ := parse([]byte(rule)).(map[string]any)["if"].(map[string]any)
	for name, p := range (node{says: cond}).properties() {
		code, ok := p.says["const"].(string)
		_, codes, _ := strings.Cut(old["/"+name], "enum ")
		if ok && !slices.Contains(strings.Split(codes, "|"), code) {
			return true
		}
	}
	return false
}

func writeSum(all map[string]promises) string {
	var b strings.Builder
	b.WriteString(sumHeader)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, at := range slices.Sorted(maps.Keys(all[name])) {
			fmt.Fprintf(&b, "%s\t%s\t%s\n", name, at, all[name][at])
		}
	}
	return b.String()
}

func readSum() map[string]promises {
	all := map[string]promises{}
	for line := range strings.Lines(string(read(sumFile))) {
		column := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(column) != 3 {
			continue // the header
		}
		if all[column[0]] == nil {
			all[column[0]] = promises{}
		}
		all[column[0]][column[1]] = column[2]
	}
	return all
}

func TestWhatBreaksAPromise(t *testing.T) {
	const before = `{"type": "object", "required": ["how"], "properties": {"how": {"enum": ["call", "visit"]}, "note": {"type": "string"}}}`
	for name, test := range map[string]struct {
		now  string
		want int
	}{
		"nothing changed":                       {before, 0},
		"an optional property may come":         {strings.Replace(before, `"note"`, `"new": {"type": "string"}, "note"`, 1), 0},
		"a code may come":                       {strings.Replace(before, `"visit"`, `"visit", "video"`, 1), 0},
		"a description may change":              {strings.Replace(before, `"type": "string"`, `"type": "string", "description": "more"`, 1), 0},
		"a rule may come about a new code":      {noteFor("video", strings.Replace(before, `"visit"`, `"visit", "video"`, 1)), 0},
		"a rule may not come about an old code": {noteFor("call", before), 1},
		"a property may not go":                 {strings.Replace(before, `, "note": {"type": "string"}`, ``, 1), 1},
		"a code may not go":                     {strings.Replace(before, `, "visit"`, ``, 1), 1},
		"an optional one may not be required":   {strings.Replace(before, `["how"]`, `["how", "note"]`, 1), 1},
		"a required one may not be optional":    {strings.Replace(before, `"required": ["how"], `, ``, 1), 1},
		"a new one may not be required":         {strings.NewReplacer(`["how"]`, `["how", "new"]`, `"note"`, `"new": {"type": "string"}, "note"`).Replace(before), 1},
		"a type may not change":                 {strings.Replace(before, `"type": "string"`, `"type": "integer"`, 1), 1},
		"nothing may be asked of the whole":     {`{"minProperties": 2, ` + before[1:], 1},
		"a text may not be bounded":             {strings.Replace(before, `"type": "string"`, `"type": "string", "maxLength": 9`, 1), 1},
	} {
		t.Run(name, func(t *testing.T) {
			if got := promisesBroken(promisesOf(inline(before)), promisesOf(inline(test.now))); len(got) != test.want {
				t.Errorf("broken: %q, want %d", got, test.want)
			}
		})
	}
}

// noteFor adds the rule that a code needs a note.
func noteFor(code, schema string) string {
	rule := `{"if": {"properties": {"how": {"const": "` + code + `"}}}, "then": {"required": ["note"]}}`
	return strings.TrimSuffix(schema, "}") + `, "allOf": [` + rule + `]}`
}

func inline(schema string) node { return node{says: parse([]byte(schema)).(map[string]any)} }
