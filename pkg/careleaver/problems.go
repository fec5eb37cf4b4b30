package careleaver

import (
	"strings"
	"unicode"
)

// Problem is one thing that is wrong with what somebody entered.
type Problem struct {
	Pointer string `json:"pointer"` // JSON pointer to the field
	Detail  string `json:"detail"`  // a sentence that says what to do
}

// Problems is an error with an entry for each field that is wrong.
type Problems []Problem

// Error lists the fields and what to do about each.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, q := range p {
		lines[i] = q.Pointer + ": " + q.Detail
	}
	return strings.Join(lines, "; ")
}

// Err returns the problems as an error, and nil when there are none.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

// Add notes a problem.
func (p *Problems) Add(pointer, detail string) { *p = append(*p, Problem{pointer, detail}) }

// check notes a problem unless all is well.
func (p *Problems) check(ok bool, pointer, detail string) {
	if !ok {
		p.Add(pointer, detail)
	}
}

// need notes a problem when a text that must be there is empty or only spaces.
func (p *Problems) need(text, pointer, detail string) {
	p.check(strings.TrimSpace(text) != "", pointer, detail)
}

// id notes a problem when an id is missing, or has signs that nobody sees and
// that no two kinds of file write alike.
func (p *Problems) id(id, pointer, detail string) {
	p.need(id, pointer, detail)
	p.check(!strings.ContainsFunc(id, unicode.IsControl), pointer, "Write the id in one line, without tabs or other control characters")
}
