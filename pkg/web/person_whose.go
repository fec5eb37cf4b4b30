package web

import (
	"slices"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/web/pages"
)

// standing is whose case it is and what is owed.
func (rec record) standing(v visit) pages.SummaryList {
	rows := []pages.SummaryRow{
		{Key: "Personal adviser", Value: rec.adviserNow(), Actions: rec.why(duty.ValueAdviser, "the personal adviser")},
		{Key: "Team", Value: or(rec.Standing.Team, "No team"), Actions: rec.why(duty.ValueTeam, "the team")},
	}
	if rec.Standing.Owner != rec.Standing.Adviser || rec.Standing.Owner == uuid.Nil {
		rows = append(rows, pages.SummaryRow{Key: "Who is to act", Value: or(rec.OwnerName, "Nobody: no owner on record"), Actions: rec.why(duty.ValueOwner, "who is to act")})
	}
	rows = append(rows, rec.aboutThem()...)
	if !rec.Standing.ActBy.IsZero() {
		rows = append(rows, pages.SummaryRow{Key: "Baseline: act by", Value: rec.Standing.ActBy.Long() + ", " + left(rec.Standing.ActBy, v.today)})
	}
	return pages.SummaryList{Rows: rows}
}

// adviserNow is the personal adviser of now, with the gap before them or since
// the last one (I17).
func (rec record) adviserNow() string {
	spans := rec.adviserSpans()
	if rec.Standing.Adviser == uuid.Nil {
		if len(spans) == 0 {
			return "Nobody yet"
		}
		return "Nobody since " + spans[len(spans)-1].until.Long()
	}
	text := rec.AdviserName
	for i, sp := range spans {
		if sp.staff != rec.Standing.Adviser || sp.until <= rec.On {
			continue
		}
		text += ", since " + sp.from.Long()
		if i > 0 && spans[i-1].until < sp.from {
			text += " (nobody from " + spans[i-1].until.Long() + ")"
		}
		break
	}
	return text
}

// adviserSpan is a personal adviser and from when to before when they had that role.
type adviserSpan struct {
	staff       care.StaffID
	from, until care.Day
}

// adviserSpans are the personal advisers up to the day of the record, oldest
// first; who left the authority has nobody any more.
func (rec record) adviserSpans() []adviserSpan {
	var spans []adviserSpan
	for _, a := range rec.facts.Allocations {
		if a.Facts.Role != care.PersonalAdviser || a.Facts.From > rec.On {
			continue
		}
		until := a.Until
		if m, ok := rec.staff.member(a.Facts.Staff); ok {
			until = min(until, m.Left)
		}
		spans = append(spans, adviserSpan{a.Facts.Staff, a.Facts.From, until})
	}
	return spans
}

// aboutThem is what is known of the person and decides what is owed to them.
func (rec record) aboutThem() []pages.SummaryRow {
	rows := []pages.SummaryRow{
		{Key: "Category", Value: care.Categories.Label(rec.Standing.Category), Actions: rec.why(duty.ValueCategory, "the category")},
		{Key: "Name", Value: rec.called(), Actions: rec.why(duty.ValueName, "the name")},
		{Key: "Date of birth", Value: or(birthWords(rec.DateOfBirth, rec.BirthStatus), "Not known"), Actions: rec.why(duty.ValueBirth, "the date of birth")},
	}
	begun := slices.DeleteFunc(slices.Clone(rec.facts.Frequencies), func(f care.Told[care.FrequencySet]) bool { return f.Facts.From > rec.On })
	if n := len(begun); n > 0 {
		f := begun[n-1].Facts
		rows = append(rows, pages.SummaryRow{Key: "Frequency", Value: frequencyWords(f), Actions: rec.why(duty.ValueFrequency, "the contact frequency")})
		if f.Risk != "" {
			rows = append(rows, pages.SummaryRow{Key: "Risk", Value: care.Risks.Label(f.Risk), Actions: rec.why(duty.ValueRisk, "the risk")})
		}
	}
	return rows
}
