package careleaver_test

import (
	"errors"
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
