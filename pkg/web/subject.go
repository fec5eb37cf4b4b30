package web

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
	"intouch/pkg/web/pages"
)

// subject is the person whom something is recorded of, as far as whoever
// records may know them: a name, age, personal adviser, how to be in touch
// safely and the next visit (docs/rules.md section 9). Those who may open the
// record see in the questions what they are about.
type subject struct {
	id        care.PersonID
	name      string // empty while the tables are away
	facts     []string
	safety    *care.ContactSafetySet
	forOthers bool // whoever records says who was in touch
	staff     staffList
	today     care.Day
	you       access.Caller
	other     *record // another person, whom the form is about too
	record    *record // nil for those who may not open it, and while the tables are away
}

// subject finds the person for a form. While the tables are away it knows the
// id alone: that is enough to record a contact.
func (s *server) subject(ctx context.Context, v visit, id care.PersonID) (subject, error) {
	who := subject{id: id, today: v.today, you: v.Caller, forOthers: v.Operator() || v.Behalf()}
	ctx, cancel := context.WithTimeout(ctx, lookupWithin)
	defer cancel()
	events, _, err := s.DB.Events(ctx, v.Authority, id)
	if err != nil {
		who.staff, _ = s.roster.list(ctx, v.Authority)
		return who, err
	}
	p := care.PersonOf(id, care.Records(events))
	view := access.Question{View: access.Open, Person: id, Only: restrictedTo(p, v.today)}
	if access.Sees(v.Caller, view) == nil {
		return s.subjectOpened(ctx, v, who)
	}
	if p.Registered.ID == uuid.Nil {
		return who, problem.New(problem.NotFound, "There is nobody under this address. Look for the person again.")
	}
	if who = who.found(p); len(view.Only) > 0 {
		who.name, who.facts = restrictedName, nil // how to be safe is still said
	}
	return who, s.looks(ctx, v, access.Question{View: access.Find, Person: id})
}

// subjectOpened is the subject for those who may open the record.
func (s *server) subjectOpened(ctx context.Context, v visit, who subject) (subject, error) {
	rec, err := s.open(ctx, v, who.id, v.today)
	if err != nil {
		return who, err
	}
	who = who.found(rec.facts)
	who.record, who.staff = &rec, rec.staff
	who.facts = append(who.facts, "PA: "+rec.adviserNow())
	return who, nil
}

// found takes over what anyone may know who records a contact.
func (who subject) found(p care.Person) subject {
	d := p.Details
	who.name = name(d.GivenName, d.FamilyName, d.KnownAs)
	who.facts = []string{age(d.DateOfBirth, who.today)}
	if p.Safety != nil {
		who.safety = &p.Safety.Facts
	}
	if next := nextVisit(p, who.today); !next.IsZero() {
		who.facts = append(who.facts, "next visit "+long(next))
	}
	return who
}

// nextVisit is the earliest planned contact that is still to come.
func nextVisit(p care.Person, today care.Day) (next care.When) {
	for _, plan := range p.Plans {
		on := plan.Facts.On
		if plan.Cancelled == nil && on.Day() >= today && (next.IsZero() || on.Compare(next) < 0) {
			next = on
		}
	}
	return next
}

// bar says whom the page is about.
func (who subject) bar() pages.IdentityBar {
	if who.name == "" {
		return pages.IdentityBar{Name: "Care leaver", Facts: []string{"their name cannot be shown just now", who.id.String()}}
	}
	return pages.IdentityBar{Name: who.name, Facts: who.facts}
}

// warnings say how this person can be contacted safely: shown above every way
// to record (docs/rules.md section 10).
func (who subject) warnings() []pages.Component { return safetyWarnings(who.safety) }

func safetyWarnings(safety *care.ContactSafetySet) []pages.Component {
	if safety == nil {
		return nil
	}
	var lines []string
	say := func(what, text string) {
		if text != "" {
			lines = append(lines, what+text+".")
		}
	}
	say("Do not use: ", listing(labels(care.AttemptHows, safety.UnsafeWays)))
	say("Safe: ", listing(labels(care.AttemptHows, safety.SafeWays)))
	say("", strings.TrimSuffix(safety.Wording, "."))
	say("Language: ", safety.Language)
	say("Needs: ", safety.Needs)
	if safety.VisitInPairs {
		lines = append(lines, "Visit in twos.")
	}
	if len(lines) == 0 {
		return nil
	}
	return []pages.Component{pages.Warning{Text: strings.Join(lines, " ")}}
}

// home is where they are, for a question about it; empty for those who may not know.
func (who subject) home() string {
	if who.record == nil {
		return ""
	}
	return who.record.homeNow()
}

// activity is what they do, for a question about it.
func (who subject) activity() string {
	if who.record == nil || who.record.Activity.Code == "" {
		return ""
	}
	return activityWords(who.record.Activity.Code)
}

// staffItems are those who work here, to choose from.
func (who subject) staffItems() []pages.Choice {
	return staffChoices(who.staff.here(who.today))
}

// managerItems are the managers among them.
func (who subject) managerItems() []pages.Choice {
	var managers []care.Member
	for _, m := range who.staff.here(who.today) {
		if access.IsManager(m.Roles) {
			managers = append(managers, m)
		}
	}
	return staffChoices(managers)
}

func staffChoices(members []care.Member) []pages.Choice {
	all := make([]pages.Choice, len(members))
	for i, m := range members {
		text := m.Name
		if m.Team != "" {
			text += ", " + m.Team
		}
		all[i] = pages.Choice{Value: m.ID.String(), Text: text}
	}
	return all
}
