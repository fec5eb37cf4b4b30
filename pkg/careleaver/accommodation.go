package careleaver

import "slices"

// MovedIn says that the care leaver lives at a home from a day. It ends the home
// before it on that day, not on the day of typing (I19).
type MovedIn struct {
	From
	Residence   Residence     `json:"letter"`
	Address     string        `json:"address,omitzero"`
	Postcode    string        `json:"postcode,omitzero"`
	UPRN        string        `json:"uprn,omitzero"`
	Country     string        `json:"country,omitzero"`    // for G and H
	WithParent  bool          `json:"withParent,omitzero"` // with a parent or a person with parental responsibility
	Provided    ProvidedUnder `json:"provided,omitzero"`
	StayingPut  bool          `json:"stayingPut,omitzero"`
	ExpectedEnd Day           `json:"expectedEnd,omitzero"`
	HowKnown    Knowledge     `json:"howKnown,omitzero"`  // told by the person when left out
	Protected   bool          `json:"protected,omitzero"` // rules.md section 10
	ToldOn      Day           `json:"toldOn,omitzero"`
}

// Validate checks the letter, the day and the shape of the rest.
func (f MovedIn) Validate() error {
	var p Problems
	f.From.check(&p)
	p.check(f.Residence != "R", "/letter", "R is not an address: record that whereabouts are not known")
	p.check(f.Residence != "X", "/letter", "Custody is not a home: record that they went away, with kind custody")
	p.check(f.Residence == "R" || f.Residence == "X" || Residences.Has(f.Residence), "/letter", "Select the type of accommodation")
	p.check(Provisions.valid(f.Provided), "/provided", "Say no, s23B or s24B")
	p.check(f.ExpectedEnd.IsZero() || f.ExpectedEnd >= f.From.From, "/expectedEnd", "It cannot end before it began")
	checkKnown(&p, f.HowKnown, f.ToldOn, f.From.From)
	return p.Err()
}

// checkKnown checks how and when a fact of a day came to be known.
func checkKnown(p *Problems, k Knowledge, told, happened Day) {
	p.check(Knowledges.valid(k), "/howKnown", "Select how this is known")
	p.check(told.IsZero() || told >= happened, "/toldOn", "You cannot have known of it before it happened")
}

// Happened is the day of the move.
func (f MovedIn) Happened() When { return OnDay(f.From.From) }

// MovedOut says that the home was left; where to is not said by it.
type MovedOut struct {
	On       Day       `json:"on"`
	OnIs     Precision `json:"onIs,omitzero"`
	Reason   string    `json:"reason,omitzero"`
	HowKnown Knowledge `json:"howKnown,omitzero"`
	ToldOn   Day       `json:"toldOn,omitzero"`
}

// Validate checks the day.
func (f MovedOut) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day they left")
	p.check(Precisions.valid(f.OnIs), "/onIs", "Say on, about or not_later_than, or leave it out")
	checkKnown(&p, f.HowKnown, f.ToldOn, f.On)
	return p.Err()
}

// Happened is the day they left.
func (f MovedOut) Happened() When { return OnDay(f.On) }

// WentAway says that the care leaver is away from home; the home stays.
type WentAway struct {
	From
	Kind        AwayKind  `json:"kind"`
	Place       string    `json:"place,omitzero"`
	Address     string    `json:"address,omitzero"`
	Postcode    string    `json:"postcode,omitzero"`
	ExpectedEnd Day       `json:"expectedEnd,omitzero"` // not known when left out
	HowKnown    Knowledge `json:"howKnown,omitzero"`
	Protected   bool      `json:"protected,omitzero"`
	ToldOn      Day       `json:"toldOn,omitzero"`
}

// Validate checks the kind and the days.
func (f WentAway) Validate() error {
	var p Problems
	f.From.check(&p)
	p.check(AwayKinds.Has(f.Kind), "/kind", "Select where they are")
	p.check(f.ExpectedEnd.IsZero() || f.ExpectedEnd >= f.From.From, "/expectedEnd", "It cannot end before it began")
	checkKnown(&p, f.HowKnown, f.ToldOn, f.From.From)
	return p.Err()
}

// Happened is the day they went.
func (f WentAway) Happened() When { return OnDay(f.From.From) }

// CameBack ends an absence. Whereabouts fall back to the home only when the
// home is confirmed again (rules.md section 5).
type CameBack struct {
	On       Day       `json:"on"`
	ToHome   YesNo     `json:"toHome,omitzero"` // yes: they are at the home again
	HowKnown Knowledge `json:"howKnown,omitzero"`
	ToldOn   Day       `json:"toldOn,omitzero"`
}

// Validate checks the day.
func (f CameBack) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day it ended")
	p.check(YesNos.valid(f.ToHome), "/toHome", "Say whether they are back at home: yes or no")
	checkKnown(&p, f.HowKnown, f.ToldOn, f.On)
	return p.Err()
}

// Happened is the day it ended.
func (f CameBack) Happened() When { return OnDay(f.On) }

// WhereaboutsConfirmed is evidence, without a contact, that somebody lives at
// the home or is at the place, or that they do not.
type WhereaboutsConfirmed struct {
	On       Day       `json:"on"`
	Still    Still     `json:"still,omitzero"` // yes when left out
	HowKnown Knowledge `json:"howKnown"`
	Who      string    `json:"who,omitzero"`
	Note     string    `json:"note,omitzero"`
	ToldOn   Day       `json:"toldOn,omitzero"`
}

// Validate checks the day and how it is known.
func (f WhereaboutsConfirmed) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day of which this is known")
	p.check(Stills.valid(f.Still) && f.Still != StillNotAsked, "/still", "Say yes or no")
	p.check(Knowledges.Has(f.HowKnown), "/howKnown", "Select how this is known")
	return p.Err()
}

// Happened is the day of which it is known.
func (f WhereaboutsConfirmed) Happened() When { return OnDay(f.On) }

// WhereaboutsNotKnown says that we do not know where they are from a day. It is
// not homelessness (I2).
type WhereaboutsNotKnown struct {
	From   Day    `json:"from"`
	Why    string `json:"why,omitzero"`
	ToldOn Day    `json:"toldOn,omitzero"`
}

// Validate checks the day.
func (f WhereaboutsNotKnown) Validate() error {
	var p Problems
	p.check(!f.From.IsZero(), "/from", "Enter the day from which it is not known")
	return p.Err()
}

// Happened is the day from which it is not known.
func (f WhereaboutsNotKnown) Happened() When { return OnDay(f.From) }

// Checklist is Schedule 2 of the Care Leavers Regulations: what makes a home suitable.
type Checklist struct {
	Facilities YesNo `json:"facilities,omitzero"`
	Repair     YesNo `json:"repair,omitzero"`
	Safety     YesNo `json:"safety,omitzero"`
	Location   YesNo `json:"location,omitzero"`
	Support    YesNo `json:"support,omitzero"`
	Tenancy    YesNo `json:"tenancy,omitzero"`
	Cost       YesNo `json:"cost,omitzero"`
	Views      YesNo `json:"views,omitzero"` // the young person's views were sought
}

func (c Checklist) check(p *Problems) {
	for _, answer := range []struct {
		field string
		is    YesNo
	}{
		{"facilities", c.Facilities}, {"repair", c.Repair}, {"safety", c.Safety}, {"location", c.Location},
		{"support", c.Support}, {"tenancy", c.Tenancy}, {"cost", c.Cost}, {"views", c.Views},
	} {
		p.check(YesNos.valid(answer.is), "/checklist/"+answer.field, "Say yes or no, or leave it out")
	}
}

// SuitabilityAssessed is a judgement under reg. 9(2) of the home.
type SuitabilityAssessed struct {
	On        Day       `json:"on"`
	Suitable  YesNo     `json:"suitable"`
	Checklist Checklist `json:"checklist,omitzero"`
	Rationale string    `json:"rationale,omitzero"`
	HowKnown  Knowledge `json:"howKnown,omitzero"`
}

// Validate checks the day and the judgement.
func (f SuitabilityAssessed) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day of the assessment")
	p.check(YesNos.Has(f.Suitable), "/suitable", "Say whether it is suitable: yes or no")
	p.check(Knowledges.valid(f.HowKnown), "/howKnown", "Select how this is known")
	f.Checklist.check(&p)
	return p.Err()
}

// Happened is the day of the assessment.
func (f SuitabilityAssessed) Happened() When { return OnDay(f.On) }

// ReportedMissing is not accommodation: the home is unchanged (rules.md section 5).
type ReportedMissing struct {
	From            When   `json:"from"`
	ReportedBy      string `json:"reportedBy,omitzero"`
	PoliceReference string `json:"policeReference,omitzero"`
	Note            string `json:"note,omitzero"`
	ToldOn          Day    `json:"toldOn,omitzero"`
}

// Validate checks since when.
func (f ReportedMissing) Validate() error {
	var p Problems
	p.check(!f.From.IsZero(), "/from", "Enter since when they are missing")
	return p.Err()
}

// Happened is since when they are missing.
func (f ReportedMissing) Happened() When { return f.From }

// Found ends a report of missing.
type Found struct {
	When     When   `json:"when"`
	FoundBy  string `json:"foundBy,omitzero"`
	SeenByUs YesNo  `json:"seenByUs,omitzero"`
	Note     string `json:"note,omitzero"`
}

// Validate checks when.
func (f Found) Validate() error {
	var p Problems
	p.check(!f.When.IsZero(), "/when", "Enter when they were found")
	p.check(YesNos.valid(f.SeenByUs), "/seenByUs", "Say whether a worker of ours saw them: yes or no")
	return p.Err()
}

// Happened is when they were found.
func (f Found) Happened() When { return f.When }

// ContradictionDecided is a named person's word on sources that disagree about
// where somebody is: what is set aside no longer speaks for or against a place.
// All of it is kept and shown (rules.md section 5).
type ContradictionDecided struct {
	On        Day       `json:"on"`
	Decider   StaffID   `json:"decider,omitzero"` // who recorded it, when left out
	Believed  []EventID `json:"believed,omitzero"`
	SetAside  []EventID `json:"setAside"`
	Rationale string    `json:"rationale"`
}

// Validate checks that something is set aside, and why.
func (f ContradictionDecided) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day of the decision")
	p.check(len(f.SetAside) > 0, "/setAside", "Select what is not believed")
	for _, e := range f.Believed {
		p.check(!slices.Contains(f.SetAside, e), "/believed", "The same cannot be believed and set aside")
	}
	p.need(f.Rationale, "/rationale", "Say why one is believed and the other is not")
	return p.Err()
}

// Happened is never: a decision is not evidence.
func (ContradictionDecided) Happened() When { return When{} }
