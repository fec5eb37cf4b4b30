package duty

import (
	"github.com/goccy/go-yaml/ast"

	care "intouch/pkg/careleaver"
)

// List9 are an authority's choices for Annex A List 9 and the daily payload
// (rules.md section 12). None of them is a number of the law.
type List9 struct {
	InTouchMonths int  // in touch: the last two-way contact is no older
	AsListed      bool // where no dated contact is known: in touch as the last list said, for as long
	OfferOpen     bool // those who are owed the offer of support alone are listed
	Eligible      bool // eligible children, still looked after, are listed
	ContactMonths int  // the daily payload: of whom the last contact is no older, back to the 1 April before
}

// list9Settings are the choices as they are written. What is left out, as by
// all versions from before there were returns, is as it is shipped.
type list9Settings struct {
	InTouchMonths *int  `yaml:"list9InTouchMonths"`
	AsListed      *bool `yaml:"list9AsListed"`
	OfferOpen     *bool `yaml:"list9OfferOpen"`
	Eligible      *bool `yaml:"list9Eligible"`
	ContactMonths *int  `yaml:"dailyContactMonths"`
}

const (
	usualInTouchMonths = 3  // domain.md 4.1
	usualContactMonths = 24 // domain.md section 7
)

func (s list9Settings) choices(f *ast.File) (List9, error) {
	l := List9{
		InTouchMonths: given(s.InTouchMonths, usualInTouchMonths), AsListed: given(s.AsListed, true), OfferOpen: given(s.OfferOpen, true),
		Eligible: given(s.Eligible, true), ContactMonths: given(s.ContactMonths, usualContactMonths),
	}
	if l.InTouchMonths < 1 {
		return l, wrong(f, "$.returns.list9InTouchMonths", "must be 1 or more")
	}
	if l.ContactMonths < 1 {
		return l, wrong(f, "$.returns.dailyContactMonths", "must be 1 or more")
	}
	return l, nil
}

func given[T any](v *T, usual T) T {
	if v == nil {
		return usual
	}
	return *v
}

// List9 are the choices of the policy in force on a day.
func (r Authority) List9(on care.Day) List9 {
	return r.policyOn(on).list9
}
