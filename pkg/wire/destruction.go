package wire

import (
	"encoding/json"
	"fmt"

	care "intouch/pkg/careleaver"
)

// Remains reports whether a destruction says what remains of events of the type:
// of whatever holds what is personal.
func (t Type) Remains() bool {
	kind := KindNamed(t.Kind)
	return t.Area() != everywhere && (!kind.NoOne || kind.Name == "set_aside")
}

// destruction is a Destroyed in JSON: what remains of each event carries the name
// of its type.
type destruction struct {
	care.Destroyed
	Remains []remnant `json:"remains,omitzero"`
}

type remnant struct {
	care.Remnant
	Type  string          `json:"type"` // contact.made
	Facts json.RawMessage `json:"facts"`
}

func marshalDestruction(f care.Destroyed) ([]byte, error) {
	d := destruction{Destroyed: f}
	for _, r := range f.Remains {
		t, ok := TypeOf(r.Area, r.Facts)
		if !ok {
			return nil, fmt.Errorf("what remains of %T in area %s", r.Facts, r.Area)
		}
		facts, err := marshal(r.Area, r.Facts)
		if err != nil {
			return nil, err
		}
		d.Remains = append(d.Remains, remnant{r, t.Name, facts})
	}
	return json.Marshal(d)
}

func unmarshalDestruction(body []byte, strict bool) (care.Fact, error) {
	var d destruction
	if err := decodeJSON(body, &d, strict); err != nil {
		return nil, err
	}
	f := d.Destroyed
	for _, r := range d.Remains {
		t, ok := TypeNamed("care." + r.Type + ".v1")
		if !ok || !t.Remains() {
			return nil, fmt.Errorf("what remains of %q: %w", r.Type, ErrUnknownType)
		}
		facts, err := UnmarshalFact(t, r.Facts, strict)
		if err != nil {
			return nil, err
		}
		r.Remnant.Facts, r.Remnant.Area = facts, t.Area()
		f.Remains = append(f.Remains, r.Remnant)
	}
	return f, nil
}
