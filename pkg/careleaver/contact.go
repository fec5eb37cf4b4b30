package careleaver

// By is who of ours was in touch, and in which capacity. Someone else is never
// By: what they say is ToldBySomeoneElse (rules.md section 4).
type By struct {
	Staff    StaffID  `json:"staff,omitzero"`
	Capacity Capacity `json:"capacity,omitzero"` // personal adviser when left out
	StandIn  bool     `json:"standIn,omitzero"`  // a named stand-in for the personal adviser's visits
}

func (b By) check(p *Problems) {
	p.check(Capacities.valid(b.Capacity), "/by/capacity", "Select in which capacity they were in touch")
}

// MayVisit reports whether a visit by them counts under reg. 8(2) and in
// custody: a PA, a social worker or a named stand-in (rules.md section 4).
func (b By) MayVisit() bool {
	return b.StandIn || b.Capacity == "" || b.Capacity == AsPersonalAdviser || b.Capacity == AsSocialWorker
}

// ContactMade says that a worker of ours and the care leaver were in touch: the
// whole meeting, one event. What it means for each clock is derived from How
// and Where (see Clocks), never typed beside it.
type ContactMade struct {
	How           How      `json:"how"`
	When          When     `json:"when"` // an instant, or a day
	By            By       `json:"by,omitzero"`
	Where         Place    `json:"where,omitzero"`
	Accommodation RecordID `json:"accommodation,omitzero"` // the home or absence it was at, if not the one in force
	StillThere    Still    `json:"stillThere,omitzero"`
	ActivityStill Still    `json:"activityStill,omitzero"`
	StillRefuses  YesNo    `json:"stillRefuses,omitzero"` // where a refusal is in force: yes keeps it in force
	Present       []string `json:"present,omitzero"`      // who else: "interpreter", "mother"
	Fulfils       RecordID `json:"fulfils,omitzero"`      // the planned contact that this was
	Next          Day      `json:"next,omitzero"`
	Worried       bool     `json:"worried,omitzero"` // tells the manager now
	Note          string   `json:"note,omitzero"`
	ToldOn        Day      `json:"toldOn,omitzero"` // when the authority knew, if later than it happened
}

// Validate checks the form of rules.md section 4: how and when are required.
func (f ContactMade) Validate() error {
	var p Problems
	p.check(Hows.Has(f.How) || f.How == NotStated, "/how", "Select how you were in touch")
	p.check(!f.When.IsZero(), "/when", "Enter when it was, such as 2026-06-15")
	f.By.check(&p)
	p.check(Places.valid(f.Where), "/where", "Select where it was")
	p.check(f.Where == "" || f.inPerson(), "/where", "Leave where empty unless you saw them")
	p.check(f.How != SawAtHome || f.Where == "" || f.Where == AtAccommodation, "/where", "At their accommodation, or choose that you saw them elsewhere")
	p.check(Stills.valid(f.StillThere), "/stillThere", "Say yes, no or not_asked")
	p.check(Stills.valid(f.ActivityStill), "/activityStill", "Say yes, no or not_asked")
	p.check(YesNos.valid(f.StillRefuses), "/stillRefuses", "Say yes or no, or leave it out")
	p.check(f.Next.IsZero() || f.Next >= f.When.Day(), "/next", "The next contact must be after this one")
	p.check(f.ToldOn.IsZero() || f.ToldOn >= f.When.Day(), "/toldOn", "You cannot have known of it before it happened")
	return p.Err()
}

// Happened is when they were in touch.
func (f ContactMade) Happened() When { return f.When }

func (f ContactMade) inPerson() bool { return f.How == SawAtHome || f.How == SawElsewhere }

// Place is where they met, with what How implies filled in; empty for contact
// at a distance.
func (f ContactMade) Place() Place {
	switch {
	case f.Where != "":
		return f.Where
	case f.How == SawAtHome:
		return AtAccommodation
	case f.How == SawElsewhere:
		return Elsewhere
	}
	return ""
}

// Attempted says that we tried and were not in touch. It moves no clock but
// its own (I3). What somebody who answered said belongs to it: one form.
type Attempted struct {
	How          AttemptHow `json:"how"`
	When         When       `json:"when"`
	By           By         `json:"by,omitzero"`
	ContactPoint string     `json:"contactPoint,omitzero"` // the number, address or account tried
	Outcome      Outcome    `json:"outcome"`
	Told         *Hearsay   `json:"told,omitzero"`
	Fulfils      RecordID   `json:"fulfils,omitzero"`
	Note         string     `json:"note,omitzero"`
	ToldOn       Day        `json:"toldOn,omitzero"`
}

// Hearsay is what somebody other than the care leaver said.
type Hearsay struct {
	Informant     Informant `json:"informant"`
	Who           string    `json:"who,omitzero"`
	What          string    `json:"what,omitzero"`
	Accommodation RecordID  `json:"accommodation,omitzero"` // which home or absence they spoke of, if not the one in force
	StillThere    Still     `json:"stillThere,omitzero"`
	ActivityStill Still     `json:"activityStill,omitzero"`
}

func (h Hearsay) check(p *Problems, at string) {
	p.check(Informants.Has(h.Informant), at+"/informant", "Select who told us")
	p.check(Stills.valid(h.StillThere), at+"/stillThere", "Say yes, no or not_asked")
	p.check(Stills.valid(h.ActivityStill), at+"/activityStill", "Say yes, no or not_asked")
}

// Knowledge is how strong the informant's word is as evidence (rules.md section 5).
func (h Hearsay) Knowledge() Knowledge {
	switch h.Informant {
	case FromProvider, FromPrison, FromHospital:
		return ToldOnSite
	}
	return ToldByOther
}

// Validate checks how, when and what came of it.
func (f Attempted) Validate() error {
	var p Problems
	p.check(AttemptHows.Has(f.How), "/how", "Select how you tried")
	p.check(!f.When.IsZero(), "/when", "Enter when you tried, such as 2026-06-15")
	p.check(Outcomes.Has(f.Outcome), "/outcome", "Select what came of it")
	f.By.check(&p)
	if f.Told != nil {
		f.Told.check(&p, "/told")
	}
	return p.Err()
}

// Happened is when we tried.
func (f Attempted) Happened() When { return f.When }

// ToldBySomeoneElse is third-party information: it moves "last heard of" only.
type ToldBySomeoneElse struct {
	When When `json:"when"` // the day of which they speak, or on which they told us
	Hearsay
	Note   string `json:"note,omitzero"`
	ToldOn Day    `json:"toldOn,omitzero"`
}

// Validate checks who and when.
func (f ToldBySomeoneElse) Validate() error {
	var p Problems
	p.check(!f.When.IsZero(), "/when", "Enter when it was, such as 2026-06-15")
	f.Hearsay.check(&p, "")
	return p.Err()
}

// Happened is the day of which they spoke.
func (f ToldBySomeoneElse) Happened() When { return f.When }

// Refused says that the young person does not want something, in their own
// words. A worker's opinion, silence or a relative's word is never a refusal
// (rules.md section 7).
type Refused struct {
	What      RefusalOf `json:"what"`
	When      When      `json:"when"`
	How       How       `json:"how"`
	By        By        `json:"by,omitzero"`
	Words     string    `json:"words,omitzero"`
	KnownSafe bool      `json:"knownSafe,omitzero"`
	HowKnown  Knowledge `json:"howKnown,omitzero"` // an imported REFU or NREQ: "import", never a talk
	ToldOn    Day       `json:"toldOn,omitzero"`
}

// Validate checks what, when and how.
func (f Refused) Validate() error {
	var p Problems
	p.check(Refusals.Has(f.What), "/what", "Select what they do not want")
	p.check(!f.When.IsZero(), "/when", "Enter when they said so, such as 2026-06-15")
	p.check(Hows.Has(f.How) || f.How == NotStated, "/how", "Select how they said so")
	p.check(Knowledges.valid(f.HowKnown), "/howKnown", "Select how this is known")
	f.By.check(&p)
	return p.Err()
}

// Happened is when they said so.
func (f Refused) Happened() When { return f.When }

// RefusalApproved is a manager's word that the refusal may change the interval,
// with a note of what was attempted.
type RefusalApproved struct {
	Approver StaffID `json:"approver"`
	On       Day     `json:"on"`
	Attempts string  `json:"attempts"`
}

// Validate checks that the attempts are noted.
func (f RefusalApproved) Validate() error {
	var p Problems
	p.check(f.Approver != StaffID{}, "/approver", "Name the manager who approves")
	p.check(!f.On.IsZero(), "/on", "Enter the day of the approval")
	p.need(f.Attempts, "/attempts", "Note what was attempted")
	return p.Err()
}

// Happened is the day of the approval.
func (f RefusalApproved) Happened() When { return OnDay(f.On) }

// RefusalRenewed is an offer to a working contact point and a manager's word
// that the refusal stands.
type RefusalRenewed struct {
	Approver     StaffID    `json:"approver"`
	On           Day        `json:"on"`
	How          AttemptHow `json:"how"`
	ContactPoint string     `json:"contactPoint,omitzero"`
	Note         string     `json:"note,omitzero"`
}

// Validate checks who, when and how it was offered.
func (f RefusalRenewed) Validate() error {
	var p Problems
	p.check(f.Approver != StaffID{}, "/approver", "Name the manager who renews it")
	p.check(!f.On.IsZero(), "/on", "Enter the day of the renewal")
	p.check(AttemptHows.Has(f.How), "/how", "Select how the offer was made")
	return p.Err()
}

// Happened is the day of the renewal.
func (f RefusalRenewed) Happened() When { return OnDay(f.On) }

// Planned is a contact that was agreed or booked.
type Planned struct {
	On    When     `json:"on"`
	How   How      `json:"how"`
	By    By       `json:"by,omitzero"`
	Where Place    `json:"where,omitzero"`
	Visit RecordID `json:"accommodation,omitzero"`
}

// Validate checks when and how.
func (f Planned) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day it is planned for")
	p.check(Hows.Has(f.How), "/how", "Select how you plan to be in touch")
	p.check(Places.valid(f.Where), "/where", "Select where it will be")
	f.By.check(&p)
	return p.Err()
}

// Happened is never: a plan is not a contact.
func (Planned) Happened() When { return When{} }

// PlanCancelled says that a planned contact will not be.
type PlanCancelled struct {
	Reason string `json:"reason"`
}

// Validate checks that a reason is given.
func (f PlanCancelled) Validate() error {
	var p Problems
	p.need(f.Reason, "/reason", "Say why it is cancelled")
	return p.Err()
}

// Happened is never.
func (PlanCancelled) Happened() When { return When{} }

// ContactPointDead says, without an attempt, that a number or address no longer works.
type ContactPointDead struct {
	ContactPoint string `json:"contactPoint"`
	On           Day    `json:"on"`
	How          string `json:"howKnown,omitzero"`
}

// Validate checks which and since when.
func (f ContactPointDead) Validate() error {
	var p Problems
	p.need(f.ContactPoint, "/contactPoint", "Enter the number or address that no longer works")
	p.check(!f.On.IsZero(), "/on", "Enter the day on which you learnt it")
	return p.Err()
}

// Happened is the day on which we learnt it.
func (f ContactPointDead) Happened() When { return OnDay(f.On) }

// Compared says of a contact whether another, of the same day and method and
// from another source, is the same meeting. The same meeting counts once
// (rules.md section 8; I16).
type Compared struct {
	With   RecordID `json:"with"`
	Same   YesNo    `json:"same"`
	Reason string   `json:"reason,omitzero"`
}

// Validate checks with what, and the answer.
func (f Compared) Validate() error {
	var p Problems
	p.check(f.With != "", "/with", "Select the other contact")
	p.check(YesNos.Has(f.Same), "/same", "Say whether they are the same meeting: yes or no")
	return p.Err()
}

// Happened is never.
func (Compared) Happened() When { return When{} }
