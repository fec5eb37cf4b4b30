package access

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
)

var (
	noon  = time.Date(2026, 6, 15, 12, 0, 0, 0, care.London)
	staff = uuid.MustParse("6f1f6f64-4d0f-4f9c-9a53-0d8b0f4f6a02")
	other = uuid.MustParse("6f1f6f64-4d0f-4f9c-9a53-0d8b0f4f6a03")
)

func with(roles ...care.StaffRole) Caller {
	return Caller{Staff: staff, Roles: roles, Authority: "demo"}
}

// whoMay is docs/rules.md section 9 once more, role by role: for each role, all
// that it may do and all that it may look at; nothing else.
var whoMay = map[care.StaffRole]struct {
	do  []Action
	see []View
}{
	"":                     {[]Action{RecordContact}, []View{Find, Count}}, // signed in, no role yet
	care.RolePA:            {[]Action{RecordContact, RecordCase, AnswerAlert, Settle}, []View{Find, Open, List, Count}},
	care.RoleDuty:          {[]Action{RecordContact, RecordCase, AnswerAlert, Settle}, []View{Find, Open, List, Count}},
	care.RoleSocialWorker:  {[]Action{RecordContact, RecordCase, AnswerAlert, Settle}, []View{Find, Open, List, Count}},
	care.RoleSupport:       {[]Action{RecordContact, RecordCase, Settle, Import}, []View{Find, Count}},
	care.RoleTeamManager:   {[]Action{RecordContact, RecordCase, AnswerAlert, Settle, Import, Oversee, Publish, ManageStaff}, Views},
	care.RoleHeadOfService: {Actions, Views},
	care.RoleAnalyst:       {nil, []View{Find, List, Count, Export, Study}},
	care.RoleInspector:     {nil, Views},
	care.RoleAdministrator: {[]Action{RecordContact, Settle, Import, ManageStaff}, []View{Find, Count}},
}

func callerWith(role care.StaffRole) Caller {
	if role == "" {
		return with()
	}
	return with(role)
}

func TestEachRoleMayDoThisAndNothingElse(t *testing.T) {
	for _, r := range care.StaffRoles {
		if _, ok := whoMay[r.Code]; !ok {
			t.Errorf("nothing is said of %s", r.Code)
		}
	}
	for role, want := range whoMay {
		for _, a := range Actions {
			err := May(callerWith(role), a)
			if allowed := err == nil; allowed != slices.Contains(want.do, a) {
				t.Errorf("role %q may %s: %v", role, a, allowed)
			}
			if err != nil && !errors.Is(err, problem.Forbidden) {
				t.Errorf("role %q may not %s: %v, want a problem.Forbidden", role, a, err)
			}
		}
	}
}

func TestEachRoleSeesThisAndNothingElse(t *testing.T) {
	for role, want := range whoMay {
		for _, v := range Views {
			err := Sees(callerWith(role), Question{View: v})
			if allowed := err == nil; allowed != slices.Contains(want.see, v) {
				t.Errorf("role %q sees %s: %v", role, v, allowed)
			}
		}
	}
}

func TestOneRoleIsEnough(t *testing.T) {
	if err := May(with(care.RoleAnalyst, care.RoleTeamManager), Oversee); err != nil {
		t.Errorf("a manager who is an analyst too: %v", err)
	}
	if err := May(with(care.RoleAnalyst, care.RolePA), RecordContact); err != nil {
		t.Errorf("a personal adviser who is an analyst too: %v", err)
	}
	if err := May(with(care.RoleAnalyst, care.RoleInspector), RecordContact); err == nil {
		t.Error("two roles that only read make one that writes")
	}
}

func TestTheOperatorMayDoAndSeeEverything(t *testing.T) {
	operator := OperatorOf("demo")
	for _, a := range Actions {
		if err := May(operator, a); err != nil {
			t.Errorf("%s: %v", a, err)
		}
	}
	for _, v := range Views {
		if err := Sees(operator, Question{View: v, Only: []care.StaffID{staff}}); err != nil {
			t.Errorf("%s: %v", v, err)
		}
	}
	if !operator.Manager() || operator.Behalf() {
		t.Error("the operator decides, and records for nobody else")
	}
}

func TestNobodyInParticularMayNothing(t *testing.T) {
	for _, c := range []Caller{{}, {Authority: "demo"}, {Staff: staff}, {Staff: care.Operator}} {
		for _, a := range Actions {
			if err := May(c, a); !errors.Is(err, problem.NotSignedIn) {
				t.Errorf("%+v may %s: %v", c, a, err)
			}
		}
		for _, v := range Views {
			if err := Sees(c, Question{View: v}); !errors.Is(err, problem.NotSignedIn) {
				t.Errorf("%+v sees %s: %v", c, v, err)
			}
		}
	}
}

func TestARestrictedRecordOpensForThoseItNamesWhateverTheirRole(t *testing.T) {
	q := Question{View: Open, Only: []care.StaffID{staff}}
	for role := range whoMay {
		named, another := callerWith(role), callerWith(role)
		another.Staff = other
		if err := Sees(named, q); err != nil {
			t.Errorf("%q, named: %v", role, err)
		}
		if err := Sees(another, q); !errors.Is(err, problem.Forbidden) {
			t.Errorf("%q, not named: %v", role, err)
		}
	}
}

func TestWhoRecordsForOthers(t *testing.T) {
	for _, c := range []struct {
		what string
		who  Caller
		want bool
	}{
		{"business support does", with(care.RoleSupport), true},
		{"not when they are a personal adviser too", with(care.RoleSupport, care.RolePA), false},
		{"not when they manage the team", with(care.RoleSupport, care.RoleTeamManager), false},
		{"a duty worker records what they did themselves", with(care.RoleDuty), false},
	} {
		if got := c.who.Behalf(); got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
}

func TestInWhichCapacityTheyAreInTouch(t *testing.T) {
	for _, c := range []struct {
		who  Caller
		want care.Capacity
	}{
		{with(care.RolePA), care.AsPersonalAdviser},
		{with(care.RoleTeamManager, care.RoleSocialWorker), care.AsSocialWorker},
		{with(care.RoleDuty), care.AsOtherWorker},
		{with(), care.AsOtherWorker},
	} {
		if got := c.who.Capacity(); got != c.want {
			t.Errorf("%v: %s, want %s", c.who.Roles, got, c.want)
		}
	}
}

// kept keeps entries, or fails with err.
type kept struct {
	entries []Entry
	err     error
}

func (k *kept) Audit(_ context.Context, e Entry) error {
	k.entries = append(k.entries, e)
	return k.err
}

func TestEveryLookIsEnteredWhetherAllowedOrNot(t *testing.T) {
	var k kept
	q := Question{View: Open, Person: other, Detail: "timeline", At: noon}
	if err := Read(t.Context(), with(care.RolePA), q, &k); err != nil {
		t.Fatal(err)
	}
	if err := Read(t.Context(), with(care.RoleSupport), q, &k); !errors.Is(err, problem.Forbidden) {
		t.Errorf("business support: %v", err)
	}
	if len(k.entries) != 2 {
		t.Fatalf("%d entries, want 2", len(k.entries))
	}
	yes, no := k.entries[0], k.entries[1]
	if !yes.Allowed || yes.Reason != "" || no.Allowed || no.Reason == "" {
		t.Errorf("entries: %+v, %+v", yes, no)
	}
	if yes.Who != staff || yes.Person != other || yes.Action != "open" || yes.Authority != "demo" || yes.Detail != "timeline" || !yes.At.Equal(noon) {
		t.Errorf("entry: %+v", yes)
	}
}

func TestWhatCannotBeEnteredIsNotShown(t *testing.T) {
	full := errors.New("disk full")
	if err := Read(t.Context(), with(care.RolePA), Question{View: Open}, &kept{err: full}); !errors.Is(err, full) {
		t.Errorf("shown, with %v", err)
	}
}
