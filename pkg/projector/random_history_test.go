package projector_test

import (
	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// randomHistory draws the records of some people, of the staff and of the
// authority: backdated, corrected, taken back, sealed, destroyed, merged into
// each other, into themselves and into nobody, and imported by halves.
func randomHistory(r *rapid.T) [][]care.Event {
	records := randomRecords(r)
	draw := func(what string, most int) int { return rapid.IntRange(0, most).Draw(r, what) }
	for range draw("more records", 8) {
		records = append(records, anyRecord(r, draw("of", mostPeople)))
	}
	records = alsoHidden(r, bySubject(records))
	if draw("counted", 1) == 1 {
		records = append(records, []care.Event{opens(care.PersonID{}, care.AreaRegister, care.RegisterCounted{Day: onDay(3), Register: 2, Position: 4}, 4)})
	}
	return records
}

// alsoHidden takes some of the records out of sight at their ends.
func alsoHidden(r *rapid.T, records [][]care.Event) [][]care.Event {
	for i, record := range records {
		if typ, _ := wire.TypeOf(record[0].Area, record[0].Fact); typ.Remains() {
			records[i] = append(record, hidden(r, record)...)
		}
	}
	return records
}

// bySubject puts together what stands on one record.
func bySubject(records [][]care.Event) (all [][]care.Event) {
	at := map[string]int{}
	for _, record := range records {
		subject := wire.SubjectOf(record[0])
		if i, ok := at[subject]; ok {
			all[i] = append(all[i], record...)
			continue
		}
		at[subject] = len(all)
		all = append(all, record)
	}
	return all
}

func anyRecord(r *rapid.T, n int) []care.Event {
	draw := func(what string, most int) int { return rapid.IntRange(0, most).Draw(r, what) }
	happened := draw("happened", 90)
	recorded := happened + draw("recorded late by", 30)
	on := care.OnDay(onDay(happened))
	switch draw("kind of record", 8) {
	case 0:
		call := opens(person(n), care.AreaContact, care.ContactMade{How: care.SawAtHome, When: on, Note: "spoke of work"}, recorded)
		f := care.ContactMade{How: care.Video, When: care.OnDay(onDay(draw("corrected to", 90))), Note: "it was another day"}
		return []care.Event{call, follow(call, care.Corrected{Facts: f, Reason: "mistyped"}, recorded+2)}
	case 1:
		return []care.Event{opens(person(n), care.AreaAccommodation, care.WentAway{From: care.From{From: onDay(happened)}, Kind: "custody", Place: "HMP Larch"}, recorded)}
	case 2:
		home := movedIn(n, happened)
		return []care.Event{home, follow(home, care.MovedOut{On: onDay(happened + 9), Reason: "evicted"}, recorded+9)}
	case 3:
		return []care.Event{event(person(n), care.AreaPathway, care.RecordFrequency, care.FrequencySet{EveryDays: 1 + draw("every", 60), From: onDay(happened), Reason: "asked"}, recorded)}
	case 4:
		return []care.Event{opens(person(n), care.AreaContact, care.Attempted{How: care.TriedCall, When: on, Outcome: care.NumberDead, ContactPoint: "07700 900123"}, recorded)}
	case 5:
		return []care.Event{opens(person(n), care.AreaContact, care.Refused{What: care.RefusesContact, When: on, How: care.Called, Words: "leave me alone"}, recorded)}
	case 6:
		q := opens(person(n), care.AreaImport, care.CellQuestioned{Column: "Postcode", Value: "#MULTIVALUE", Reason: "Enter one postcode."}, recorded)
		return []care.Event{q, follow(q, care.CellSettled{How: "asked them"}, recorded+1)}[:1+draw("settled", 1)]
	case 7:
		row := opens(care.PersonID{}, care.AreaImport, care.RowSetAside{Row: 4, Column: "Name", Reason: "It names nobody.", Cells: map[string]string{"Name": "?"}, AsAt: onDay(happened)}, recorded)
		return []care.Event{row, follow(row, care.RowSettled{How: "A heading."}, recorded+5)}[:1+draw("settled", 1)]
	}
	report := opens(person(n), care.AreaAccommodation, care.ReportedMissing{From: on, Note: "not back since tea"}, recorded)
	return []care.Event{report, follow(report, care.Found{When: care.OnDay(onDay(happened + 2))}, recorded+2)}[:1+draw("found", 1)]
}

// hidden is what takes a record out of sight, mostly nothing.
func hidden(r *rapid.T, record []care.Event) []care.Event {
	last, latest := record[len(record)-1], care.Day(0)
	for _, e := range record {
		latest = max(latest, e.RecordedOn()) // nobody hides what is not recorded yet
	}
	days := int(latest-onDay(0)) + rapid.IntRange(0, 40).Draw(r, "hidden after")
	single := len(last.Record) < len("whereabouts")+1
	two := []care.StaffID{adam, eve}
	gone := follow(last, care.Destroyed{Reason: "asked", Approvers: two}, days)
	switch how := rapid.IntRange(0, 11).Draw(r, "hidden"); {
	case how == 0:
		return []care.Event{gone}
	case how == 1 && !single:
		return []care.Event{follow(last, care.Sealed{Reason: "court order", Approver: eve}, days)}
	case how == 2 && !single:
		return []care.Event{follow(last, care.Sealed{Reason: "court order", Approver: eve}, days), gone}
	case how == 3 && !single && last.Person != (care.PersonID{}) && last.Area != care.AreaImport && last.Area != care.AreaAlert:
		return []care.Event{follow(last, care.Voided{Reason: care.WrongPerson}, days)}
	}
	return nil
}
