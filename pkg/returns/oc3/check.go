package oc3

import (
	"cmp"
	"slices"

	care "intouch/pkg/careleaver"
)

// Kind is what a finding is.
type Kind string

// The kinds.
const (
	FileError     Kind = "error"          // the public validator says so, and it is right
	OursAlone     Kind = "ours"           // we ask for it; the validator does not, or cannot know
	ValidatorOnly Kind = "validator_only" // the validator says so though nothing is wrong: be ready to explain it
)

// Finding is one thing that is wrong, or that will be said to be.
type Finding struct {
	Kind   Kind          `json:"kind"`
	Table  TableName     `json:"table,omitzero"`
	Line   int           `json:"line,omitzero"` // in the file, the headings being line 1
	Child  string        `json:"child,omitzero"`
	Person care.PersonID `json:"person,omitzero"`
	Name   string        `json:"name,omitzero"`
	Says   string        `json:"says,omitzero"`
}

// RuleFindings is what a rule found.
type RuleFindings struct {
	Rule     string    `json:"rule"` // the number in the SSDA903, or a name of ours
	Source   string    `json:"source"`
	Asks     string    `json:"asks"`
	Do       string    `json:"whatToDo"`
	Findings []Finding `json:"findings"`
}

// rule is a rule of the SSDA903 as the public validator codes it.
type rule struct {
	code  string
	since Year        // the first year whose rule set has it
	needs []TableName // without these files it says nothing
	ours  bool        // no rule of the SSDA903
	asks  string
	do    string
	find  func(*submission) []hit
}

// hit is a line that a rule found.
type hit struct {
	table TableName
	row   int // from 0
	kind  Kind
	says  string
}

func hits(table TableName, kind Kind, rows ...int) []hit {
	var all []hit
	for _, r := range rows {
		all = append(all, hit{table: table, row: r, kind: kind})
	}
	return all
}

// submission is the files of a year, ready to be asked.
type submission struct {
	Files
	year     Year
	children map[TableName]map[string][]int // the lines of each child
}

func newSubmission(f Files, y Year) *submission {
	return &submission{f, y, map[TableName]map[string][]int{}}
}

// of is the lines of a child in a file, by their number.
func (s *submission) of(table TableName, child string) []int {
	by, ok := s.children[table]
	if !ok {
		by = map[string][]int{}
		for i, l := range s.Files[table] {
			by[l["CHILD"]] = append(by[l["CHILD"]], i)
		}
		s.children[table] = by
	}
	return by[child]
}

func (s *submission) in(table TableName, child string) bool { return len(s.of(table, child)) > 0 }

// where gives each line of a file for which the question holds as a hit.
func (s *submission) where(table TableName, holds func(Line) bool) []hit {
	var all []hit
	for i, l := range s.Files[table] {
		if holds(l) {
			all = append(all, hit{table: table, row: i, kind: FileError})
		}
	}
	return all
}

func (s *submission) given(tables []TableName) bool {
	return !slices.ContainsFunc(tables, func(t TableName) bool { _, ok := s.Files[t]; return !ok })
}

// rules are all that touch care leavers, in the order in which they are shown.
var rules = slices.Concat(fileRules, headerRules, episodeRules, otherRules)

// CheckFiles asks every rule of a submission's files that it has the files for.
// It knows nothing of people.
func CheckFiles(f Files, y Year) []RuleFindings {
	var all []RuleFindings
	s := newSubmission(f, y)
	for _, r := range rules {
		if y < r.since || !s.given(r.needs) {
			continue
		}
		if found := s.findings(r); len(found) > 0 {
			all = append(all, RuleFindings{r.code, r.source(), r.asks, r.do, found})
		}
	}
	return all
}

func (r rule) source() string {
	if r.ours {
		return "InTouch"
	}
	return "SSDA903 rule " + r.code
}

func (s *submission) findings(r rule) []Finding {
	found := r.find(s)
	slices.SortFunc(found, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.table, b.table), a.row-b.row, cmp.Compare(a.kind, b.kind))
	})
	var all []Finding
	for _, h := range slices.CompactFunc(found, func(a, b hit) bool { return a.table == b.table && a.row == b.row }) {
		all = append(all, Finding{Kind: h.kind, Table: h.table, Line: h.row + 2, Child: s.Files[h.table][h.row]["CHILD"], Says: h.says})
	}
	return all
}
