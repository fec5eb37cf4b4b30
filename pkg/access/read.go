package access

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
)

// View is a way of looking.
type View string

// The views.
const (
	Find   View = "find"   // a name, age, PA, safe-contact warning and next visit: enough to record a contact
	Open   View = "open"   // all that is recorded of a person
	List   View = "list"   // people by bucket, team or worker
	Count  View = "count"  // numbers, and nobody's name
	Export View = "export" // returns, registers, evidence packs
	Study  View = "study"  // figures, and how late things are recorded
)

// Views lists them.
var Views = []View{Find, Open, List, Count, Export, Study}

// see lists who may look at what, besides the operator. Find and Count are not
// among them: anyone signed in may.
var see = map[View][]care.StaffRole{
	Open:   slices.Concat(practitioners, managers, []care.StaffRole{care.RoleInspector}),
	List:   slices.Concat(practitioners, managers, readers),
	Export: slices.Concat(managers, readers),
	Study:  slices.Concat(managers, readers),
}

// Question is what the caller wants to look at.
type Question struct {
	View   View
	Person care.PersonID  // zero: of no one person
	Only   []care.StaffID // where the record is restricted: the people it names (docs/rules.md section 10)
	Detail string         // which list, which return: codes and ids, never a name
	At     time.Time
}

// Entry says who looked at what, and whether they might.
type Entry struct {
	At        time.Time
	Authority string
	Who       care.StaffID
	Roles     []care.StaffRole
	Action    string
	Person    care.PersonID
	Detail    string
	Allowed   bool
	Reason    string // why not
}

// Auditor keeps entries. It returns once the entry is on the disk.
type Auditor interface {
	Audit(context.Context, Entry) error
}

// Read decides whether the caller may look, and enters it. Nothing may be shown
// unless it returns nil: it fails with a problem.Forbidden that says whom to
// ask, and with the auditor's error when the look could not be entered.
func Read(ctx context.Context, c Caller, q Question, to Auditor) error {
	refusal := Sees(c, q)
	e := Entry{
		At: q.At, Authority: c.Authority, Who: c.Staff, Roles: c.Roles,
		Action: string(q.View), Person: q.Person, Detail: q.Detail, Allowed: refusal == nil,
	}
	if refusal != nil {
		e.Reason = refusal.Error()
	}
	if err := to.Audit(ctx, e); err != nil {
		return fmt.Errorf("enter who looked: %w", err)
	}
	return refusal
}

// Sees decides alone, for what is shown beside something else that is entered:
// whether to draw a link, which columns a list has.
func Sees(c Caller, q Question) error {
	switch {
	case c.Staff == uuid.Nil || c.Authority == "":
		return problem.New(problem.NotSignedIn, "Sign in, then look again.")
	case c.Operator():
		return nil
	case q.View == Open && len(q.Only) > 0:
		return restricted(c, q)
	case q.View == Find, q.View == Count, overlap(c.Roles, see[q.View]):
		return nil
	}
	return problem.New(problem.Forbidden, "Your role may not "+string(q.View)+" this. Ask one who may: "+titles(see[q.View])+".")
}

// restricted: only the people named open the record, whatever their role and
// whoever else exists.
func restricted(c Caller, q Question) error {
	if slices.Contains(q.Only, c.Staff) {
		return nil
	}
	return problem.New(problem.Forbidden, "This record is restricted to named people. Ask the manager who restricted it.")
}
