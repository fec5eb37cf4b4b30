package returns

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

var registerColumns = []Column{
	{Heading: "Local id"}, {Heading: "Given name"}, {Heading: "Family name"}, {Heading: "Known as"}, {Heading: "Date of birth"}, {Heading: "Age", Wide: 8},
	{Heading: "Category", Wide: 26}, {Heading: "Bucket"}, {Heading: "Reasons", Wide: 40}, {Heading: "Flags", Wide: 30}, {Heading: "To be acted on by"},
	{Heading: "Team", Wide: 24}, {Heading: "Personal adviser", Wide: 24}, {Heading: "Owner", Wide: 24},
	{Heading: "Whereabouts"}, {Heading: "Kind", Wide: 30}, {Heading: "Address", Wide: 40}, {Heading: "Postcode"}, {Heading: "Since"}, {Heading: "How sure"}, {Heading: "Last evidence"},
	{Heading: "Activity", Wide: 40}, {Heading: "Last seen"}, {Heading: "Last spoken to"}, {Heading: "Last heard of"}, {Heading: "Last tried"},
	{Heading: "Next duty", Wide: 30}, {Heading: "Next duty by"}, {Heading: "Note", Wide: 40},
}

// bucketColumn is where the bucket stands among them.
var bucketColumn = slices.IndexFunc(registerColumns, func(c Column) bool { return c.Heading == "Bucket" })

// Register writes everybody on the register on the day, closed cases too, with
// their bucket and why, who is to act, where they are and the four clocks.
func (t Take) Register(ctx context.Context, w io.Writer, f Format) error {
	head := Head{"Register", registerColumns, t.On, t.Known}
	return write(w, f, head, func(row func(Row) error) error {
		return t.each(ctx, func(s subject) error {
			if cells := s.registered(); cells != nil {
				return row(Row{s.ID, cells})
			}
			return nil
		})
	})
}

// registered are the cells of somebody's row; none before their first day on the
// register. Of a record that whoever takes it out may not open there are the id
// and the bucket, so that the sums agree.
func (s subject) registered() []Cell {
	look := s.On(s.rules, s.on)
	if look.Standing.Bucket == "" {
		return nil
	}
	cells := make([]Cell, len(registerColumns))
	cells[0] = text(s.Registered.Facts.LocalID, s.Registered.SaidBy())
	if s.Shut != "" {
		cells[bucketColumn] = text(duty.Buckets.Label(look.Standing.Bucket), s.saysBucket(look)...)
		cells[len(cells)-1] = text("Restricted or sealed: ask a manager")
		return cells
	}
	copy(cells[1:], slices.Concat(s.named(), s.standing(look), s.whereabouts(look.Whereabouts), s.doing(look.Activity), s.clocks(), next(look), s.notes()))
	return cells
}

// named are names, date of birth and age.
func (s subject) named() []Cell {
	d := s.Details
	cells := []Cell{
		text(d.GivenName, s.saysGivenName()), text(d.FamilyName, s.saysFamilyName()),
		text(d.KnownAs, s.saysDetail(func(d care.Details) bool { return d.KnownAs != "" }, "knownAs")), {}, {},
	}
	if !d.DateOfBirth.IsZero() {
		cells[3], cells[4] = date(d.DateOfBirth, s.saysBirth()), number(d.DateOfBirth.Age(s.on), s.saysBirth())
	}
	return cells
}

// standing are category, bucket, reasons, flags, by when to act, team, personal
// adviser and owner.
func (s subject) standing(look duty.Look) []Cell {
	is, why := look.Standing, s.saysBucket(look)
	_, stated := s.rules.Stated(&s.Person.Person, s.on)
	return []Cell{
		text(care.Categories.Label(is.Category), stated.SaidBy(), s.saysBirth()), text(duty.Buckets.Label(is.Bucket), why...),
		text(labelled(duty.Reasons, is.Reasons), why...), text(labelled(duty.Flags, is.Flags), why...), date(is.ActBy, why...),
		text(is.Team, s.saysTeam()), s.worker(care.PersonalAdviser), s.owner(is.Owner),
	}
}

func labelled[T ~string](codes care.Codes[T], all []T) string {
	labels := make([]string, len(all))
	for i, c := range all {
		labels[i] = codes.Label(c)
	}
	return strings.Join(labels, "; ")
}

// saysBucket are the events that a bucket and its reasons follow from: the last
// two-way contact, else the registration, and whatever a reason is about.
func (s subject) saysBucket(look duty.Look) []care.EventID {
	from := []care.EventID{s.Registered.SaidBy()}
	if m := lastMark(s.Spoken, s.on); m != nil {
		from[0] = m.Entry.SaidBy()
	}
	for _, reason := range look.Standing.Reasons {
		switch reason {
		case duty.WhereaboutsNotKnown, duty.WhereaboutsStale:
			from = append(from, look.Whereabouts.SaidBy, look.Whereabouts.EvidenceBy)
		case duty.MissingPerson:
			from = append(from, s.Missing[len(s.Missing)-1].SaidBy())
		case duty.NoDatedContact:
			from = append(from, s.Listings[len(s.Listings)-1].SaidBy())
		case duty.ClosedDied:
			from = append(from, s.Died.SaidBy())
		case duty.ClosedTransferred:
			from = append(from, s.Transferred.SaidBy())
		case duty.ClosedInError:
			from = append(from, s.InError.SaidBy())
		case duty.ClosedAt25:
			from = append(from, s.saysBirth())
		}
	}
	return from
}

// owner is who is to act, by the allocation that says so; whoever manages the
// team or the service is so because they are on the register.
func (s subject) owner(id care.StaffID) Cell {
	says := cmp.Or(s.saysTeam(), s.Registered.SaidBy())
	for _, role := range []care.Role{care.SocialWorker, care.PersonalAdviser} {
		if a := s.rules.Working(&s.Person.Person, role, s.on); a.ID != uuid.Nil && a.Facts.Staff == id {
			says = a.SaidBy()
		}
	}
	return text(s.rules.Staff.Named(id), says)
}

func (s subject) doing(a duty.Activity) []Cell {
	if s.hides(a.SaidBy) {
		return make([]Cell, 1)
	}
	return []Cell{text(activity(a.Code), a.SaidBy)}
}

// clocks are last seen, spoken to, heard of and tried.
func (s subject) clocks() []Cell {
	cells := make([]Cell, 4)
	for i, marks := range [][]care.Mark{s.Seen, s.Spoken, s.HeardOf, s.Tried} {
		if m := lastMark(marks, s.on); m != nil {
			cells[i] = date(m.Day(), m.Entry.SaidBy())
		}
	}
	return cells
}

// next is the duty that is to be acted on first, and by when.
func next(look duty.Look) []Cell {
	if len(look.Deadlines) == 0 {
		return make([]Cell, 2)
	}
	first := slices.MinFunc(look.Deadlines, func(a, b duty.Deadline) int { return cmp.Or(int(a.ActBy-b.ActBy), cmp.Compare(a.Rule, b.Rule)) })
	started, _ := uuid.Parse(string(first.Lapse))
	return []Cell{text(duty.Rules.Label(first.Rule), started), date(first.ActBy, started)}
}

func (s subject) notes() []Cell {
	var notes []string
	if s.Incomplete != nil {
		notes = append(notes, "Record incomplete. "+s.Incomplete.Why)
	}
	if s.HidesWhere {
		notes = append(notes, "Address protected: it is in no file.")
	}
	return []Cell{text(strings.Join(notes, " "))}
}
