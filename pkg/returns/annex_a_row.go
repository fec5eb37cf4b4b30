package returns

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// list9Row makes the cells of somebody's row of List 9 from the facts, and never
// from the bucket (rules.md section 12).
type list9Row struct {
	subject
	duty.Look
	settings duty.List9
}

// who are gender, ethnicity, date of birth, age, UASC and disability.
func (r list9Row) who() []Cell {
	d := r.Details
	cells := []Cell{
		r.gender(), text(ethnicity(d.Ethnicity), r.saysDetail(func(d care.Details) bool { return d.Ethnicity != "" }, "ethnicity")), {}, {},
		text(yesNos[d.UASC], r.saysDetail(func(d care.Details) bool { return d.UASC != "" }, "uasc")),
		text(yesNos[d.Disability], r.saysDetail(func(d care.Details) bool { return d.Disability != "" }, "disability")),
	}
	if !d.DateOfBirth.IsZero() {
		says := r.saysBirth()
		cells[2], cells[3] = date(d.DateOfBirth, says), number(d.DateOfBirth.Age(r.on), says)
	}
	return cells
}

// gender is as recorded, else from the sex; words of their own are none of
// Ofsted's.
func (r list9Row) gender() Cell {
	d := r.Details
	if g := genders[strings.ToLower(strings.TrimSpace(d.Gender))]; g != "" {
		return text(g, r.saysDetail(func(d care.Details) bool { return d.Gender != "" }, "gender"))
	}
	if g := genders[strings.ToLower(strings.TrimSpace(d.Sex))]; g != "" && d.Gender == "" {
		return text(g, r.saysDetail(func(d care.Details) bool { return d.Sex != "" }, "sex"))
	}
	return text(genderNotStated, r.saysDetail(func(d care.Details) bool { return d.Gender != "" }, "gender"))
}

// whose are team, worker, personal adviser and category. The worker is the
// social worker; else whoever else is allocated.
func (r list9Row) whose() []Cell {
	workers := []care.Role{care.SocialWorker, care.PersonalAdviser, care.ActingForUs, care.DutyWorker}
	return []Cell{text(r.Standing.Team, r.saysTeam()), r.worker(workers...), r.worker(care.PersonalAdviser), r.category()}
}

// worker is the name of the first who is allocated in any of the roles.
func (s subject) worker(roles ...care.Role) Cell {
	for _, role := range roles {
		if a := s.rules.Working(&s.Person.Person, role, s.on); a.ID != uuid.Nil {
			return text(s.rules.Staff.Named(a.Facts.Staff), a.SaidBy())
		}
	}
	return Cell{}
}

// category is the one that holds on the day; one that was not recorded stays
// blank, whatever is owed meanwhile.
func (r list9Row) category() Cell {
	stated, says := r.rules.Stated(&r.Person.Person, r.on)
	if stated == care.NotRecorded {
		return Cell{}
	}
	from := []care.EventID{says.SaidBy()}
	if stated != r.Standing.Category {
		from = append(from, r.saysBirth())
		if n := len(r.CareEnded); n > 0 {
			from = append(from, r.CareEnded[n-1].SaidBy())
		}
	}
	return text(categories[r.Standing.Category], from...)
}

// where are accommodation, suitability and activity. Of the dead they stay
// blank, as the SSDA903 has it.
func (r list9Row) where() []Cell {
	if r.dead() {
		return make([]Cell, 3)
	}
	letter, says := r.letter(r.Whereabouts)
	return []Cell{text(accommodation(letter), says), r.suitability(letter, says), r.activity()}
}

// letter is the 903 letter of where they are, and the event that says so. Custody
// is X; whoever is away in another way still lives at home. Not known is R, and
// where nothing was ever told nothing is said (I2).
func (s subject) letter(w duty.Whereabouts) (string, care.EventID) {
	switch {
	case w.State == care.NotKnownWhere:
		return residenceNotKnown, w.SaidBy
	case w.State == care.Away && w.Kind == string(care.AwayCustody):
		return inCustody, w.SaidBy
	}
	h := s.home()
	if h == nil || s.IsSealed(h.Event) {
		return "", uuid.Nil
	}
	return string(h.Facts.Residence), h.SaidBy()
}

// home is where they live on the day, at it or away; nil when they live nowhere
// that is known.
func (s subject) home() *care.Home {
	for i := len(s.Homes) - 1; i >= 0; i-- {
		if h := &s.Homes[i]; h.Facts.From.From <= s.on && h.Until > s.on {
			return h
		}
	}
	return nil
}

// suitability is as assessed. Custody and no fixed abode never are suitable, as in
// the SSDA903 (docs/rules.md section 12).
func (r list9Row) suitability(letter string, says care.EventID) Cell {
	if letter == inCustody || letter == noFixedAbode {
		return text(unsuitable, says)
	}
	h := r.home()
	if h == nil || letter == "" || letter == residenceNotKnown {
		return Cell{}
	}
	if last := h.AssessedBy(r.on); last != nil {
		return text(suitabilities[last.Facts.Suitable], last.SaidBy())
	}
	return Cell{}
}

func (s list9Row) activity() Cell {
	if s.hides(s.Activity.SaidBy) {
		return Cell{}
	}
	return text(activity(s.Activity.Code), s.Activity.SaidBy)
}

// hides reports whether the activity that an event says is sealed.
func (s subject) hides(said care.EventID) bool {
	return slices.ContainsFunc(s.Activities, func(a care.Activity) bool { return a.SaidBy() == said && s.IsSealed(a.Event) })
}

// lastBy is the last fact that happened by the day; nil when none did. The last
// that was recorded counts, of those of one day.
func lastBy[F care.Fact](all []care.Told[F], on care.Day) (last *care.Told[F]) {
	for i := range all {
		if day := all[i].HappenedOn(); day <= on && (last == nil || day >= last.HappenedOn()) {
			last = &all[i]
		}
	}
	return last
}

// saysDetail is the event that says a detail: the last change that says it or
// empties it, else the registration.
func (s subject) saysDetail(says func(care.Details) bool, field string) care.EventID {
	for i := len(s.Changes) - 1; i >= 0; i-- {
		if c := s.Changes[i]; says(c.Facts.Details) || slices.Contains(c.Facts.Cleared, field) {
			return c.SaidBy()
		}
	}
	return s.Registered.SaidBy()
}

func (s subject) saysGivenName() care.EventID {
	return s.saysDetail(func(d care.Details) bool { return d.GivenName != "" }, "givenName")
}

func (s subject) saysFamilyName() care.EventID {
	return s.saysDetail(func(d care.Details) bool { return d.FamilyName != "" }, "familyName")
}

func (s subject) saysBirth() care.EventID {
	return s.saysDetail(func(d care.Details) bool { return !d.DateOfBirth.IsZero() }, "dateOfBirth")
}

// saysTeam is the event that says which team answers for them: its allocation,
// else that of a worker.
func (s subject) saysTeam() care.EventID {
	if t := lastBy(s.Teams, s.on); t != nil {
		return t.SaidBy()
	}
	for i := len(s.Allocations) - 1; i >= 0; i-- {
		if a := s.Allocations[i]; a.Facts.From <= s.on && (a.Facts.Team != "" || s.rules.Staff.Members[a.Facts.Staff].Team != "") {
			return a.SaidBy()
		}
	}
	return uuid.Nil
}
