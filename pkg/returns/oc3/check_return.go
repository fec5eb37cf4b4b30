package oc3

import (
	"maps"
	"slices"
)

// Check asks everything that can be asked before the return is submitted: every
// rule of the SSDA903 that touches it, on the authority's other files where they
// are given and else on what InTouch knows itself, and what is ours to settle.
// Where a care leaver file is given, that one is checked in place of ours.
func (r *Return) Check(given Files) []RuleFindings {
	files := maps.Clone(given)
	if files == nil {
		files = Files{}
	}
	_, theirs := files[OC3Table]
	if !theirs {
		files[OC3Table] = r.lines()
	}
	all := CheckFiles(files, r.Year)
	all = append(all, r.checkKnown(files)...)
	r.name(all, theirs)
	if theirs {
		return all
	}
	return append(all, r.unsettled()...)
}

// name says of each finding whom it is about: by the line of our own file, else
// by the child id.
func (r *Return) name(all []RuleFindings, theirs bool) {
	people := r.people()
	for _, f := range all {
		for i := range f.Findings {
			found := &f.Findings[i]
			row, ok := people[found.Child]
			if found.Table == OC3Table && !theirs {
				row, ok = r.Rows[found.Line-2], true
			}
			if ok {
				found.Person, found.Name = row.Person, row.Name
			}
			if row.closed != "" {
				found.Says = row.closed
			}
		}
	}
}

// byKnown are the rules that can be asked of what InTouch knows, with the file
// that it stands in for.
var byKnown = map[string]TableName{"3001": Header, "1000": Episodes, "1007": Episodes, "1011": Episodes, "1016": Episodes, "187": Episodes, "348": OC3Last}

// checkKnown asks the rules whose files were not given of what InTouch knows.
// That says nothing of anybody of whom it knows no period of care.
func (r *Return) checkKnown(given Files) []RuleFindings {
	files := Files{OC3Table: given[OC3Table]}
	for name, lines := range r.known {
		if _, ok := given[name]; !ok {
			files[name] = lines
		}
	}
	var all []RuleFindings
	s := newSubmission(files, r.Year)
	for _, rule := range rules {
		table, asked := byKnown[rule.code]
		if _, ok := given[table]; !asked || ok || !s.given([]TableName{table}) || r.Year < rule.since {
			continue
		}
		if found := onReturn(s.findings(rule)); len(found) > 0 {
			all = append(all, RuleFindings{rule.code, rule.source() + ", by what InTouch knows", rule.asks, rule.do, found})
		}
	}
	if _, ok := given[Episodes]; !ok {
		all = append(all, r.tooLittleCare(s)...)
	}
	return all
}

// onReturn keeps what is about the return itself: nobody can correct a line of a
// file that was not given.
func onReturn(found []Finding) []Finding {
	return slices.DeleteFunc(found, func(f Finding) bool { return f.Table != OC3Table })
}

// tooLittleCare is what rule 1001 asks, of all periods of care that InTouch
// knows rather than those of two years.
func (r *Return) tooLittleCare(s *submission) []RuleFindings {
	found := s.where(OC3Table, func(l Line) bool { c, known := r.enough[l["CHILD"]]; return known && (!c.enough() || c.adopted) })
	if len(found) == 0 {
		return nil
	}
	rule := rule{code: "1001", asks: "By the periods of care that InTouch knows neither relevant nor former relevant: less than 91 days after 14, none after 16, or adopted.",
		do: "Record the periods of care that are missing, or correct the one that is wrong, or the category.", find: func(*submission) []hit { return found }}
	return []RuleFindings{{rule.code, rule.source() + ", by what InTouch knows", rule.asks, rule.do, s.findings(rule)}}
}

// unsettled is what is ours to settle, by what it is.
func (r *Return) unsettled() []RuleFindings {
	var all []RuleFindings
	for _, t := range troubles {
		var found []Finding
		for _, u := range r.troubled {
			if u.Code == t.Code {
				found = append(found, Finding{Kind: OursAlone, Child: u.child, Person: u.person, Name: u.name, Says: u.Says})
			}
		}
		if len(found) > 0 {
			all = append(all, RuleFindings{t.Code, "InTouch", t.Asks, t.Do, found})
		}
	}
	return all
}
