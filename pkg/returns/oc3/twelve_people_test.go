package oc3

import (
	"testing"

	care "intouch/pkg/careleaver"
)

// settledSince2025 is the ordinary beginning of the people of docs/rules.md section 13: home U,
// not provided, since 1 June 2025, first visit made.
func settledSince2025(birth string) *life {
	l := born(birth, care.FormerRelevant)
	home := l.lives("2025-06-01", "U", "")
	l.tell("2025-06-05", care.AreaContact, care.ContactMade{How: care.SawAtHome, When: on("2025-06-05"), Accommodation: home})
	return l
}

func (l *life) stillThere(when string, how care.How) {
	l.tell(when, care.AreaContact, care.ContactMade{How: how, When: on(when), StillThere: care.StillYes})
}

func olu() *life {
	l := settledSince2025("2006-08-20")
	l.contact("2026-05-01", care.SawAtHome)
	away := l.tell("2026-06-10", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2026-06-08")}, Kind: care.AwayCustody, HowKnown: care.ToldByOther, ToldOn: day("2026-06-10")})
	l.on("2026-06-11", care.AreaAccommodation, away, care.WhereaboutsConfirmed{On: day("2026-06-11"), HowKnown: care.ToldOnSite})
	return l
}

// The twelve people of docs/rules.md section 13, with a birthday in the window
// where the return would else say nothing of what happened to them. Nobody's
// activity is asserted, and no home is assessed: the pre-check asks for both.
func TestTheTwelvePeopleInTheReturn(t *testing.T) {
	for _, c := range []struct {
		name string
		life func() *life
		year Year
		want string
		code string // something to be settled; empty: not asked
	}{
		{"Amira was seen 23 days after her birthday", func() *life {
			l := settledSince2025("2007-03-10")
			l.contact("2026-04-02", care.SawAtHome)
			l.stillThere("2026-04-20", care.Called)
			return l
		}, 2026, "YES 0 U", NotAssessed},
		{"Chloe answered after the window, and an aunt's word is no contact", func() *life {
			l := settledSince2025("2008-02-01")
			l.stillThere("2026-03-23", care.Called)
			l.tell("2026-06-12", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-06-12"), Hearsay: care.Hearsay{Informant: care.FromFamily}})
			return l
		}, 2026, "NO 0 0", ""},
		{"Farid's list says that he is in touch, without a day", func() *life {
			l := born("2006-06-20", care.FormerRelevant)
			l.tell("2026-06-01", care.AreaCaseload, care.Listed{AsAt: day("2026-06-01"), InTouch: care.ListedYes})
			l.tell("2026-06-01", care.AreaAccommodation, care.MovedIn{From: care.From{From: day("2026-06-01"), FromIs: care.NotLaterThan}, Residence: "U", HowKnown: care.FromImport})
			return l
		}, 2027, "NO 0 U", ListedWithoutDay},
		{"Isla asked for support at 22 and is seen weekly", func() *life {
			l := settledSince2025("2004-05-01")
			l.about("2025-05-02", care.SupportRequested{On: day("2025-05-02")})
			l.contact("2026-06-10", care.SawAtHome)
			return l
		}, 2027, "YES 0 U", ""},
		{"Jay wants no support at 23", func() *life {
			l := born("2003-05-10", care.FormerRelevant)
			l.on("2024-05-20", care.AreaPathway, care.RecordPost21, care.Post21Decided{On: day("2024-05-20"), Wish: care.WantsNoSupport, SaidOn: day("2024-05-20")})
			l.contact("2025-04-10", care.Called)
			return l
		}, 2027, "not_supported", ""},
		{"Liam's degree is support, at 22", func() *life {
			l := settledSince2025("2005-02-01")
			l.tell("2025-09-01", care.AreaPathway, care.ProgrammeAgreed{What: "Degree", From: day("2024-09-01"), Until: day("2027-06-30")})
			l.contact("2026-05-10", care.Called)
			return l
		}, 2027, "YES 0 U", ""},
		{"Noah is still looked after: not in the return", func() *life { return born("2009-03-01", care.Eligible) }, 2026, "looked_after", ""},
		{"Olu is in custody, by the prison's word: X2", olu, 2027, "NO 0 X2", ""},
		{"Olu, once he was visited there", func() *life { l := olu(); l.contact("2026-06-22", care.SawElsewhere); return l }, 2027, "YES 0 X2", ActivityNotKnown},
		{"Rosa writes from Tirana", func() *life {
			l := settledSince2025("2006-05-20")
			l.tell("2026-03-10", care.AreaAccommodation, care.MovedIn{From: care.From{From: day("2026-03-10")}, Residence: "H", Country: "Albania"})
			l.stillThere("2026-06-02", care.TextOrApp)
			return l
		}, 2027, "YES 0 H2", ""},
		{"Sam died", func() *life {
			l := settledSince2025("2007-01-15")
			l.stillThere("2026-05-01", care.Called)
			l.about("2026-06-15", care.Died{On: day("2026-05-30"), ToldOn: day("2026-06-15")})
			return l
		}, 2027, "DIED 0 0", ""},
		{"Uma was met in town, and is missing since", func() *life {
			l := settledSince2025("2008-06-01")
			l.contact("2026-06-10", care.SawElsewhere)
			l.tell("2026-06-13", care.AreaAccommodation, care.ReportedMissing{From: on("2026-06-13"), ReportedBy: "host"})
			return l
		}, 2027, "YES 0 U", NotAssessed},
		{"Viktor has no date of birth: the pre-check names him", func() *life { l := settledSince2025(""); l.stillThere("2026-05-20", care.Called); return l }, 2027, "date_of_birth_missing", BirthMissing},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, row := returned(c.life(), office(t), c.year, "")
			if got != c.want {
				t.Errorf("%q, want %q: %+v", got, c.want, row)
			}
			if c.code != "" && !has(row, c.code) {
				t.Errorf("nobody is asked for %s: %+v", c.code, row.Troubles)
			}
		})
	}
}
