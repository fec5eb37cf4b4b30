// Package oc3 is the SSDA903 care leaver return: who is in it, what each cell
// says and where that comes from, and whether it will be accepted.
//
//	[Of]       a person in a collection year → a row, or why there is none
//	[Collect]  everybody's, as known at a time
//	[Check]    every rule that an authority can check before it submits, each with what to do and for whom
//
// A row is a pure function of a person, the authority's rules and the year
// (docs/rules.md section 12; docs/domain.md section 3). Nobody is left out in
// silence: whoever could be in the return and is not comes with a reason.
//
// The checks say what the sector's public validator will say of the file, rule by
// rule, quirks included, so that nothing it finds is news; where we ask for more
// than it does, we say that we do.
package oc3
