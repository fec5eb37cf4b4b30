package careleaver_test

import (
	"errors"
	"slices"
	"testing"

	care "intouch/pkg/careleaver"
)

// An id is written alike in every file that names somebody by it.
func TestAnIDHasNoControlCharacters(t *testing.T) {
	for _, c := range []struct {
		name, id string
		refused  bool
	}{
		{"letters and digits", "LC-1042", false},
		{"spaces around it, which are no part of it", " LC-1042 ", false},
		{"a line break", "LC\n1042", true},
		{"a tab at its end", "LC-1042\t", true},
		{"a sign that XML cannot have", "LC\x011042", true},
		{"a control character beyond ASCII", "LC\u0085", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			other := care.Details{Identifiers: []care.Identifier{{Kind: care.ChildID, ID: c.id}}}
			for pointer, f := range map[string]care.Fact{
				"/localId":     care.Registered{LocalID: c.id, Category: care.Relevant},
				"/identifiers": care.DetailsChanged{Details: other},
			} {
				p, refused := errors.AsType[care.Problems](f.Validate())
				if refused != c.refused || refused && p[0].Pointer != pointer {
					t.Errorf("%s: %v, refused: want %v", pointer, p, c.refused)
				}
			}
		})
	}
}

// An id is one however it is written: with spaces around it, in capitals or not.
func TestAnIDThatIsWrittenInSeveralWaysIsOne(t *testing.T) {
	p := care.Person{Details: care.Details{Identifiers: []care.Identifier{
		{Kind: care.LocalID, ID: "L1"}, {Kind: care.ChildID, ID: " C1"}, {Kind: care.ChildID, ID: "C2"}, {Kind: care.ChildID, ID: "c1 "},
	}}}
	if got := p.Details.IDs(care.ChildID); !slices.Equal(got, []string{"C1", "C2"}) {
		t.Errorf("the ids are %q", got)
	}
	if !p.Details.HasID(care.LocalID, "l1 ") || p.Details.HasID(care.ChildID, "L1") {
		t.Error("an id is that of its kind, however it is written")
	}
	p.Details.Identifiers, p.Registered.Facts.LocalID = nil, " L1 "
	if got := p.ReturnedAs(); got != "L1" {
		t.Errorf("returned as %q", got)
	}
}
