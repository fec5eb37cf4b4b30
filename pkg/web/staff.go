package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
	"intouch/pkg/web/pages"
)

// staffPage is who works here: pages/staff.gohtml.
type staffPage struct {
	Members []memberLine
	Left    []memberLine // who no longer does
	Teams   []pages.SummaryRow
}

// memberLine is a member of staff.
type memberLine struct {
	Name  string
	Roles string
	Team  string
	Note  string // away, left
	Links []pages.Action
}

// staffForms are what can be recorded of staff. The forms of the first kind are
// about a member, and follow what is known of them.
var staffForms = []form{
	{path: "role", title: "Change role or team", done: "Recorded", fact: care.RoleChanged{}, area: care.AreaStaff, onto: "member of staff", today: []string{"on"},
		fields: func(s subject) []field {
			return []field{several{name: "roles", legend: "Which roles?", items: options(care.StaffRoles)}, line{name: "team", label: "Team (as before, if left empty)"}, date{name: "on", legend: "From when?"}}
		}},
	{path: "absent", title: "Record that somebody is away from work", done: "Recorded", fact: care.StaffAbsent{}, area: care.AreaStaff, onto: "member of staff", today: []string{"from"},
		fields: func(s subject) []field {
			return []field{date{name: "from", legend: "First day away"}, date{name: "expectedReturn", legend: "First day back (if known)"}, pick{name: "cover", label: "Who covers for them?", items: s.staffItems()}}
		}},
	{path: "returned", title: "Record that somebody is back at work", done: "Recorded", fact: care.StaffReturned{}, area: care.AreaStaff, onto: "member of staff", today: []string{"on"},
		fields: func(s subject) []field { return []field{date{name: "on", legend: "First day back"}} }},
	{path: "left", title: "Record that somebody has left", done: "Recorded", fact: care.StaffLeft{}, area: care.AreaStaff, onto: "member of staff", today: []string{"on"},
		lead: "Nobody has them as personal adviser from that day: everybody who had is listed without one.",
		fields: func(s subject) []field {
			return []field{date{name: "on", legend: "First day on which they no longer work here"}}
		}},
	{path: "joined", title: "Add a member of staff", done: "Recorded", fact: care.StaffJoined{}, area: care.AreaStaff, today: []string{"on"},
		fields: func(s subject) []field {
			return []field{line{name: "name", label: "Name"}, line{name: "email", label: "Email (optional)", hint: "Where alerts are sent"},
				several{name: "roles", legend: "Which roles?", items: options(care.StaffRoles)}, line{name: "team", label: "Team (optional)"}, date{name: "on", legend: "From when?"}}
		}},
	{path: "team-manager", title: "Set who manages a team", done: "Recorded", fact: care.TeamManagerSet{}, area: care.AreaStaff, today: []string{"from"},
		fields: func(s subject) []field {
			return []field{line{name: "team", label: "Team"}, pick{name: "manager", label: "Manager", items: s.staffItems()}, pick{name: "deputy", label: "Deputy (optional)", items: s.staffItems()}, date{name: "from", legend: "From when?"}}
		}},
}

// staff answers GET /staff.
func (s *server) staff(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := s.looks(r.Context(), v, access.Question{View: access.Find, Detail: "staff"}); err != nil {
		return err
	}
	late := s.caughtUp(r, v) != nil
	s.roster.forget(v.Authority)
	list, err := s.roster.list(r.Context(), v.Authority)
	if err != nil {
		return err
	}
	var page staffPage
	for _, m := range list.members {
		if m.Left > v.today {
			page.Members = append(page.Members, memberLineOf(m, v.today, list))
		} else {
			page.Left = append(page.Left, memberLineOf(m, v.today, list))
		}
	}
	for _, t := range list.teams {
		page.Teams = append(page.Teams, pages.SummaryRow{Key: t.Name, Value: managedBy(t, list)})
	}
	flash := pages.NotificationBanner{}
	if f, ok := staffFormAt(r.URL.Query().Get("recorded")); ok {
		flash = pages.NotificationBanner{Text: f.done, Success: true}
		if late {
			flash.Text += ". It is stored, and will show here in a moment: load this page again"
		}
	}
	return s.show(w, r, v, "staff", pages.Page{Title: "Staff", Flash: flash, Data: page})
}

func managedBy(t care.Team, list staffList) string {
	if t.Manager == uuid.Nil {
		return "No manager"
	}
	text := list.named(t.Manager)
	if t.Deputy != uuid.Nil {
		text += ", deputy " + list.named(t.Deputy)
	}
	return text
}

func memberLineOf(m care.Member, today care.Day, list staffList) memberLine {
	at := "/staff/" + m.ID.String() + "/"
	l := memberLine{Name: m.Name, Roles: strings.Join(labels(care.StaffRoles, m.Roles), ", "), Team: m.Team}
	if m.Left <= today {
		l.Note = "Left on " + m.Left.Long()
		return l
	}
	l.Links = []pages.Action{{Href: at + "role", Text: "Role or team", Hidden: "of " + m.Name}}
	for _, a := range m.Absences {
		if a.From <= today && a.Until > today {
			l.Note = "Away since " + a.From.Long()
			if a.Cover != uuid.Nil {
				l.Note += ", covered by " + list.named(a.Cover)
			}
		}
	}
	if l.Note == "" {
		l.Links = append(l.Links, pages.Action{Href: at + "absent", Text: "Away", Hidden: m.Name})
	} else {
		l.Links = append(l.Links, pages.Action{Href: at + "returned", Text: "Back at work", Hidden: m.Name})
	}
	l.Links = append(l.Links, pages.Action{Href: at + "left", Text: "Has left", Hidden: m.Name})
	return l
}

func staffFormAt(path string) (form, bool) {
	i := slices.IndexFunc(staffForms, func(f form) bool { return f.path == path })
	if i < 0 {
		return form{}, false
	}
	return staffForms[i], true
}

// staffForm answers GET and POST /staff/{member}/{form} and /staff/new/{form}.
func (s *server) staffForm(w http.ResponseWriter, r *http.Request, v visit) error {
	e, err := s.staffEntry(r, v)
	if err != nil {
		return err
	}
	if r.Method == http.MethodPost {
		e.nameStaff(v)
		_, position, err := s.tryToRecord(r.Context(), v, e)
		if err == nil {
			s.roster.forget(v.Authority)
			http.Redirect(w, r, "/staff?recorded="+e.form.path+"&min-position="+strconv.FormatUint(position, 10), http.StatusSeeOther)
			return nil
		}
		if err := e.explain(err); err != nil {
			return err
		}
	} else {
		for _, name := range e.form.today {
			e.typed.setDay(name, v.today)
		}
	}
	drawn := draw(e.typed, e.fields)
	return s.show(w, r, v, "recording", pages.Page{Title: e.form.title, Back: pages.BackLink{Href: "/staff", Text: "Back to staff"}, Errors: e.typed.summary(),
		Data: recordingPage{Heading: e.form.title, Lead: e.form.lead, Fields: drawn, Hidden: e.hidden(), Button: pages.Button{Text: "Record", Once: true}, Cancel: "/staff"}})
}

func (s *server) staffEntry(r *http.Request, v visit) (entry, error) {
	e := entry{event: uuid.Must(uuid.NewV7()), who: subject{today: v.today}}
	var known bool
	if e.form, known = staffFormAt(r.PathValue("form")); !known || (e.form.onto == "") != (r.PathValue("member") == "") {
		return e, problem.New(problem.NotFound, "There is no such form. Go back to the staff and choose one.")
	}
	if err := e.typing(r); err != nil {
		return e, err
	}
	var err error
	if e.who.staff, err = s.roster.list(r.Context(), v.Authority); err != nil {
		return e, err
	}
	e.fields = e.form.fields(e.who)
	if e.form.onto == "" {
		return e, nil
	}
	e.record = care.RecordID(r.PathValue("member"))
	position, err := s.staffPosition(r, v, e.record)
	e.stands(position)
	return e, err
}

// staffPosition is where the record of a member of staff stands.
func (s *server) staffPosition(r *http.Request, v visit, id care.RecordID) (uint64, error) {
	events, err := s.DB.EventsOfNobody(r.Context(), v.Authority, care.AreaStaff)
	if err != nil {
		return 0, err
	}
	for _, e := range slices.Backward(events) {
		if e.Record == id {
			return e.Position, nil
		}
	}
	return 0, problem.New(problem.NotFound, "Nobody of that id works here. Go back to the staff and choose somebody.")
}

// nameStaff gives somebody new, or a team, the id that follows from the name.
func (e *entry) nameStaff(v visit) {
	switch e.form.path {
	case "joined":
		e.event = care.NewStaffID(v.Authority, e.typed.text("name"))
	case "team-manager":
		e.record = care.NewRecordID(care.NewTeamID(v.Authority, e.typed.text("team")))
	}
}
