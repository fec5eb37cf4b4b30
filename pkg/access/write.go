package access

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
)

// Action is something that may be done: a kind of command.
type Action string

// The actions.
const (
	RecordContact Action = "record a contact"           // with anyone, by anyone signed in
	RecordCase    Action = "change a record"            // homes, activities, plans, the person's own facts
	AnswerAlert   Action = "answer an alert"            // acknowledge, silence, say that it was not useful
	Settle        Action = "settle what an import left" // a question, a row that was set aside
	Import        Action = "import a list"              // and what it appends
	Oversee       Action = "decide on this"             // oversight, approvals, restrictions, closing, sealing
	Publish       Action = "publish a policy"
	ManageStaff   Action = "change who works here" // and in which role
	Destroy       Action = "destroy what was recorded"
)

// Actions lists them.
var Actions = []Action{RecordContact, RecordCase, AnswerAlert, Settle, Import, Oversee, Publish, ManageStaff, Destroy}

var (
	practitioners = []care.StaffRole{care.RolePA, care.RoleDuty, care.RoleSocialWorker}
	managers      = []care.StaffRole{care.RoleTeamManager, care.RoleHeadOfService}
	readers       = []care.StaffRole{care.RoleAnalyst, care.RoleInspector} // they never write
)

// may lists who may do what, besides the operator (docs/rules.md section 9).
// RecordContact is not among them: anyone signed in may.
var may = map[Action][]care.StaffRole{
	RecordCase:  slices.Concat(practitioners, managers, []care.StaffRole{care.RoleSupport}),
	AnswerAlert: slices.Concat(practitioners, managers),
	Settle:      slices.Concat(practitioners, managers, []care.StaffRole{care.RoleSupport, care.RoleAdministrator}),
	Import:      slices.Concat(managers, []care.StaffRole{care.RoleSupport, care.RoleAdministrator}),
	Oversee:     managers,
	Publish:     managers,
	ManageStaff: slices.Concat(managers, []care.StaffRole{care.RoleAdministrator}),
	Destroy:     {care.RoleHeadOfService},
}

// May decides whether the caller may do it, from the caller alone. If not, the
// error is a problem.Forbidden that says whom to ask.
func May(c Caller, a Action) error {
	switch {
	case c.Staff == uuid.Nil || c.Authority == "":
		return problem.New(problem.NotSignedIn, "Sign in, then send it again.")
	case c.Operator(), a == RecordContact && !c.onlyReads(), overlap(c.Roles, may[a]):
		return nil
	case a == RecordContact:
		return problem.New(problem.Forbidden, "Inspectors and analysts look and never record. Ask a worker of the team to "+string(a)+".")
	}
	return problem.New(problem.Forbidden, "Your role may not "+string(a)+". Ask one who may: "+titles(may[a])+".")
}

// onlyReads reports whether all of the caller's roles are of those who never write.
func (c Caller) onlyReads() bool {
	for _, r := range c.Roles {
		if !slices.Contains(readers, r) {
			return false
		}
	}
	return len(c.Roles) > 0
}

func titles(roles []care.StaffRole) string {
	var names []string
	for _, r := range roles {
		names = append(names, strings.ToLower(care.StaffRoles.Label(r)))
	}
	return strings.Join(names, ", ")
}
