package oc3

import (
	"slices"
	"strings"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// What is ours to settle before a row can be submitted. No validator can know of
// it: it is about people, not about a file.
const (
	BirthMissing       = "date-of-birth-missing"
	BirthDisputed      = "date-of-birth-disputed"
	ChildIDMissing     = "child-id-missing"
	ChildIDSeveral     = "child-id-several"
	ActivityNotKnown   = "activity-not-known"
	ActivityOldCode    = "activity-code-superseded"
	HomeNotRecorded    = "accommodation-not-recorded"
	NotAssessed        = "suitability-not-assessed"
	DeathToConfirm     = "death-to-be-confirmed"
	DeathDayNotKnown   = "day-of-death-not-known"
	CategoryMissing    = "category-not-recorded"
	LeavingMissing     = "leaving-care-not-recorded"
	CategoryOrHome     = "category-and-return-home"
	CategoryOrCare     = "category-and-care-period"
	TransferAfter      = "transferred-after-the-day"
	NoDecisionAt21     = "no-decision-at-21"
	ListedWithoutDay   = "listed-in-touch-without-a-day"
	RecordIncomplete   = "record-incomplete"
	WindowStillOpen    = "window-still-open"
	RefusalNotApproved = "refusal-not-approved"
	RecordRestricted   = "record-restricted"
)

// troubleText is what one of them asks for.
type troubleText struct {
	Code, Asks, Do string
}

var troubles = []troubleText{
	{BirthMissing, "Nobody without a date of birth can be returned.", "Record the date of birth, or that it is assessed. If it cannot be known, agree with the DfE how to return them."},
	{BirthDisputed, "The date of birth is disputed.", "Return the one that was last decided; settle it before you submit if the year would change."},
	{ChildIDMissing, "No 903 child id is known, so the local id stands in the file.", "Record the child id under which they were in the SSDA903 while looked after."},
	{ChildIDSeveral, "More than one 903 child id is known.", "Check which one the last return has, and take the other out of the details."},
	{ActivityNotKnown, "In touch, with activity not known, has no legal code (rule 345).", "Ask what they did on the day of the contact and record the activity from that day."},
	{ActivityOldCode, "F3 and P3 fit no return since 2022 (rule 132).", "Record the activity anew: F4 or P4 for an apprenticeship, F5 or P5 for other training or work."},
	{HomeNotRecorded, "In touch, with accommodation never told of, has no legal code (rule 345). Residence not known (R) is returned where it is recorded.", "Ask where they lived on the day of the contact and record it from that day; or record that their whereabouts were not known."},
	{NotAssessed, "No suitability is assessed. It is never taken to be suitable (rule 133).", "Record the assessment of the home under regulation 9(2), dated on or before the day it is returned for."},
	{DeathToConfirm, "The death is to be confirmed.", "Ask a manager to confirm it, or take it back: from the year after, rule 348 holds the authority to it."},
	{DeathDayNotKnown, "The day of the death is only known as not later than a day, and it decides which code is right.", "Record the day of the death."},
	{CategoryMissing, "The category is not recorded. They are returned as former relevant until somebody settles it.", "Record the category, and since when."},
	{LeavingMissing, "Leaving care is not recorded. They are returned as having left at 18.", "Record the day on which care ended."},
	{CategoryOrHome, "The homes say that six months with a parent were complete before 18 (RHOM), the category that they are a care leaver.", "Record the category that holds since then, or correct the home."},
	{CategoryOrCare, "The periods of care say another category than was stated. The periods decide who is in the return.", "Correct the periods of care, or state the category from a day after they ended."},
	{TransferAfter, "The case was transferred after the day that the return asks about.", "Agree with the other authority which of you returns them."},
	{NoDecisionAt21, "In touch at 22 to 25, and nobody recorded whether they asked for support.", "Record the decision at 21, or that they asked for support, if they did."},
	{ListedWithoutDay, "A list says that they are in touch, without a day. That is not a contact in the window.", "If somebody was in touch in the window, record the contact with its day."},
	{RecordIncomplete, "Their record is incomplete: an event of theirs could not be applied, so their row, or that they have none, may be wrong.", "Have the record repaired before you submit (see the runbook on incomplete records)."},
	{WindowStillOpen, "The time around the birthday is not over: the row may still change.", "Take the return out again after it has ended."},
	{RecordRestricted, "Something is to be settled of a record that is restricted to named people, or sealed.", "Ask one of those whom the restriction names to look at the pre-check."},
	{RefusalNotApproved, "A refusal decides the code and no manager has approved it.", "Ask a manager to approve the refusal with a note of the attempts, or record what is so."},
}

// doubts are those about somebody who is in the return.
func (l *look) doubts(place Place) {
	if place.Reason == NotSupported {
		return
	}
	for _, d := range []struct {
		is         bool
		code, says string
	}{
		{l.Details.BirthStatus == "disputed", BirthDisputed, "The date of birth " + l.Details.DateOfBirth.Long() + " is disputed."},
		{l.Details.ID(care.ChildID) == "", ChildIDMissing, "Returned under the local id."},
		{l.statedOn() == care.NotRecorded, CategoryMissing, "The category is not recorded."},
		{l.flagged(duty.CategoryDiffers), CategoryOrCare, "Stated as " + strings.ToLower(care.Categories.Label(l.statedOn())) + "; by the periods of care " + strings.ToLower(care.Categories.Label(l.categoryOn(l.asOf()))) + "."},
		{l.flagged(duty.LeavingCareUnrecorded), LeavingMissing, "Of age, and no day is recorded on which care ended."},
		{l.homeAgainstCategory(), CategoryOrHome, "Six months with a parent were complete before 18."},
		{l.Transferred != nil && l.Transferred.Facts.On > l.anchor && l.Transferred.Facts.On <= l.year.Last(), TransferAfter, "Transferred after " + l.anchor.Long() + "."},
	} {
		if d.is {
			l.trouble(d.code, d.says)
		}
	}
	l.doubtDeath()
	l.doubtContact()
}

func (l *look) flagged(f duty.Flag) bool {
	return slices.Contains(l.on(l.asOf()).Standing.Flags, f)
}

func (l *look) statedOn() care.Category {
	c, _ := l.rules.Stated(l.Person, l.asOf())
	return c
}

// homeAgainstCategory reports whether the homes say RHOM of somebody who is
// stated to be former relevant.
func (l *look) homeAgainstCategory() bool {
	home, _ := l.rules.BackHome(l.Person, l.birthday)
	stated := l.statedOn()
	return home != nil && (stated == care.FormerRelevant || stated == care.NotRecorded)
}

func (l *look) doubtDeath() {
	d, end := l.Died, max(l.to, l.year.Last())
	if d == nil {
		return
	}
	if d.Facts.On <= end && l.DeathSure == nil {
		l.trouble(DeathToConfirm, "Recorded as died on "+d.Facts.On.Long()+", to be confirmed.")
	}
	if d.Facts.OnIs == care.NotLaterThan && d.Facts.On > end {
		l.trouble(DeathDayNotKnown, "Died not later than "+d.Facts.On.Long()+", so perhaps by "+end.Long()+".")
	}
}

// doubtContact: a list's word, or a refusal that nobody approved, stands where a
// contact might.
func (l *look) doubtContact() {
	code := l.inTouch().Value
	if code == "NO" {
		for _, listed := range slices.Backward(l.Listings) {
			if listed.Facts.AsAt >= l.from && listed.Facts.InTouch == care.ListedYes {
				l.trouble(ListedWithoutDay, "The list of "+listed.Facts.AsAt.Long()+" says that they are in touch.")
				break
			}
		}
	}
	if _, inForce := l.refusedOnly(); (code == "REFU" || code == "NREQ") && !inForce {
		l.trouble(RefusalNotApproved, "The refusal is not approved.")
	}
}

// leftOutAgainstCategory reports whether somebody is left out by a period of care
// although the category that was stated would have them in.
func (l *look) leftOutAgainstCategory(p Place) bool {
	if p.Reason != LookedAfter && p.Reason != Qualifying || l.birthday.IsZero() {
		return false
	}
	stated := l.statedOn()
	return stated == care.FormerRelevant || stated == care.Relevant && !slices.ContainsFunc(l.BackInCare, func(b care.Told[care.ReturnedToCare]) bool { return b.Facts.On <= l.asOf() })
}
