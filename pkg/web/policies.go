package web

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/intake"
	"intouch/pkg/problem"
	"intouch/pkg/store"
	"intouch/pkg/web/pages"
)

// The policy of an authority: its versions, what changed from one to the next,
// and publishing another. Each has two publishers and a day from which it holds
// (docs/rules.md section 11).

// policiesPage lists the versions: pages/policies.gohtml.
type policiesPage struct {
	Versions []policyLine // the last first
	Publish  string       // where to publish another; empty: whoever looks may not
}

type policyLine struct {
	Name, Href string
	From       string
	By         string
	Note       string // in force, still to come
}

// policyPage is a version, and what it changed: pages/policy.gohtml.
type policyPage struct {
	Line    policyLine
	Changes pages.Component // nil: it is the first
	Text    string
}

// publishingPage is the form for another version: pages/publishing.gohtml.
type publishingPage struct {
	File    pages.FileUpload
	Text    pages.Textarea
	From    pages.DateInput
	Second  pages.Select
	Hidden  []hidden
	Changes pages.Component // set: it was checked, this is what it would change
	Publish pages.Button
	Cancel  string
}

// policies answers GET /policies.
func (s *server) policies(w http.ResponseWriter, r *http.Request, v visit) error {
	late := s.caughtUp(r, v) != nil
	all, staff, err := s.publishedPolicies(r, v)
	if err != nil {
		return err
	}
	page := policiesPage{}
	for _, p := range slices.Backward(all) {
		page.Versions = append(page.Versions, policyLineOf(p, all, staff, v.today))
	}
	if access.May(v.Caller, access.Publish) == nil {
		page.Publish = "/policies/new"
	}
	flash := pages.NotificationBanner{}
	if r.URL.Query().Get("recorded") == "policy" {
		flash = pages.NotificationBanner{Text: "Policy published", Success: true}
		if late {
			flash.Text += ". It is stored, and will show here in a moment: load this page again"
		}
	}
	return s.show(w, r, v, "policies", pages.Page{Title: "Policy", Flash: flash, Data: page})
}

func (s *server) publishedPolicies(r *http.Request, v visit) ([]store.PublishedPolicy, staffList, error) {
	if err := s.looks(r.Context(), v, access.Question{View: access.Count, Detail: "policy"}); err != nil {
		return nil, staffList{}, err
	}
	all, err := s.DB.Policies(r.Context(), v.Authority)
	if err != nil {
		return nil, staffList{}, err
	}
	slices.SortFunc(all, func(a, b store.PublishedPolicy) int { return a.Version - b.Version })
	staff, err := s.roster.list(r.Context(), v.Authority)
	return all, staff, err
}

func policyLineOf(p store.PublishedPolicy, all []store.PublishedPolicy, staff staffList, today care.Day) policyLine {
	l := policyLine{Name: "Version " + strconv.Itoa(p.Version), Href: "/policies/" + strconv.Itoa(p.Version), From: "holds from " + p.EffectiveFrom.Long()}
	var names []string
	for _, id := range p.Publishers {
		names = append(names, staff.named(id))
	}
	l.By = "published " + clockTime(p.PublishedAt)
	if len(names) > 0 {
		l.By += " by " + joined(names)
	}
	switch inForceVersion(all, today) {
	case p.Version:
		l.Note = "In force"
	default:
		if p.EffectiveFrom > today {
			l.Note = "Still to come"
		}
	}
	return l
}

// inForceVersion is the version that holds on a day: the last whose day has come.
func inForceVersion(all []store.PublishedPolicy, today care.Day) (version int) {
	var from care.Day
	for _, p := range all {
		if p.EffectiveFrom <= today && p.EffectiveFrom >= from {
			version, from = p.Version, p.EffectiveFrom
		}
	}
	return version
}

// policy answers GET /policies/{version}.
func (s *server) policy(w http.ResponseWriter, r *http.Request, v visit) error {
	all, staff, err := s.publishedPolicies(r, v)
	if err != nil {
		return err
	}
	version, _ := strconv.Atoi(r.PathValue("version"))
	i := slices.IndexFunc(all, func(p store.PublishedPolicy) bool { return p.Version == version })
	if i < 0 {
		return problem.New(problem.NotFound, "There is no such version of the policy. Go back to the list of versions.")
	}
	page := policyPage{Line: policyLineOf(all[i], all, staff, v.today), Text: all[i].Text}
	if i > 0 {
		page.Changes = changes(all[i-1].Text, all[i].Text)
	}
	return s.show(w, r, v, "policy", pages.Page{Title: "Policy", Back: pages.BackLink{Href: "/policies", Text: "Back to the versions"}, Data: page})
}

// policyForm answers GET /policies/new: it begins with the version before.
func (s *server) policyForm(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := access.May(v.Caller, access.Publish); err != nil {
		return err
	}
	all, _, err := s.publishedPolicies(r, v)
	if err != nil {
		return err
	}
	typed := fillingOf(map[string][]string{})
	typed.Set("text", lastText(all))
	return s.showPublishing(w, r, v, typed, nil)
}

func lastText(all []store.PublishedPolicy) string {
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1].Text
}

// publishPolicy answers POST /policies/new: first it checks the text and shows
// what would change; sent again as it was checked, it is published.
func (s *server) publishPolicy(w http.ResponseWriter, r *http.Request, v visit) error {
	typed, err := readPublishing(r)
	if err != nil {
		return err
	}
	all, _, err := s.publishedPolicies(r, v)
	if err != nil {
		return err
	}
	policy := policyTyped(typed, v, all)
	if err := duty.CheckPolicy(policy); err != nil && policy.Text != "" {
		typed.wrong("text", sentence(err))
	}
	checked := typed.text("checked") == digest(policy.Text)
	if len(typed.problems) > 0 || !checked {
		return s.showPublishing(w, r, v, typed, &policy)
	}
	e := entry{event: intake.PolicyID(v.Authority, policy.Version), typed: typed}
	position, err := s.publish(r, v, e.event, policy)
	if err == nil {
		http.Redirect(w, r, "/policies?recorded=policy&min-position="+strconv.FormatUint(position, 10), http.StatusSeeOther)
		return nil
	}
	if err := e.explain(err); err != nil {
		return err
	}
	return s.showPublishing(w, r, v, typed, &policy)
}

func (s *server) publish(r *http.Request, v visit, id care.EventID, policy care.PolicyPublished) (uint64, error) {
	cmd, err := intake.Of(care.Event{ID: id, Authority: v.Authority, Area: care.AreaPolicy, Record: care.NewRecordID(id), Fact: policy})
	if err != nil {
		return 0, err
	}
	answer, err := s.Client.Do(r.Context(), v.Caller, cmd)
	return answer.Position, err
}

// readPublishing reads the form: a file, where one is given, is the text.
func readPublishing(r *http.Request) (*filling, error) {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "multipart/form-data" {
		if err := r.ParseForm(); err != nil {
			return nil, unreadable(err)
		}
		return fillingOf(r.PostForm), nil
	}
	file, _, err := r.FormFile("file")
	if err != nil && !errors.Is(err, http.ErrMissingFile) {
		return nil, unreadable(err)
	}
	typed := fillingOf(r.MultipartForm.Value)
	if err != nil {
		return typed, nil
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	if err != nil {
		return nil, unreadable(err)
	}
	if strings.TrimSpace(string(text)) != "" {
		typed.Set("text", string(text))
	}
	return typed, nil
}

// policyTyped is the version that was typed, with what is wrong about it noted.
func policyTyped(typed *filling, v visit, all []store.PublishedPolicy) care.PolicyPublished {
	policy := care.PolicyPublished{Version: 1, EffectiveFrom: typed.day("effectiveFrom"), Text: strings.ReplaceAll(typed.Get("text"), "\r\n", "\n"), Publishers: []care.StaffID{v.Staff}}
	if n := len(all); n > 0 {
		policy.Version = all[n-1].Version + 1
	}
	if second, err := uuid.Parse(typed.text("second")); err == nil {
		policy.Publishers = append(policy.Publishers, second)
	}
	found, _ := policy.Validate().(care.Problems)
	for _, p := range found {
		if p.Pointer == "/publishers" {
			p = care.Problem{Pointer: "/second", Detail: "Name another manager who publishes it with you"}
		}
		typed.note(care.Problems{p})
	}
	return policy
}

func (s *server) showPublishing(w http.ResponseWriter, r *http.Request, v visit, typed *filling, policy *care.PolicyPublished) error {
	all, staff, err := s.publishedPolicies(r, v)
	if err != nil {
		return err
	}
	who := subject{staff: staff, today: v.today}
	page := publishingPage{
		File:    pages.FileUpload{Name: "file", Label: "A file with the policy (optional)", LabelClasses: "govuk-label--s", Hint: "YAML. It takes the place of the text below", Accept: ".yaml,.yml"},
		Text:    pages.Textarea{Name: "text", Label: "The policy", LabelClasses: "govuk-label--s", Hint: "YAML, all of it", Rows: 24, Value: typed.Get("text"), Error: typed.on("text", "text"), Classes: "app-code"},
		From:    typed.dateInput("effectiveFrom", "From which day does it hold?", ""),
		Second:  pages.Select{Name: "second", Label: "Which other manager publishes it with you?", LabelClasses: "govuk-label--s", Items: append([]pages.Choice{{Text: "Select"}}, others(who.managerItems(), v.Staff)...), Value: typed.text("second"), Error: typed.on("second", "second")},
		Publish: pages.Button{Text: "Check it", Once: true}, Cancel: "/policies",
	}
	if policy != nil && len(typed.problems) == 0 {
		page.Changes = changes(lastText(all), policy.Text)
		page.Hidden = []hidden{{"checked", digest(policy.Text)}}
		page.Publish.Text = "Publish version " + strconv.Itoa(policy.Version)
	}
	return s.show(w, r, v, "publishing", pages.Page{Title: "Publish a policy", Back: pages.BackLink{Href: "/policies", Text: "Back to the versions"}, Errors: typed.summary(), Data: page})
}

func others(items []pages.Choice, me care.StaffID) []pages.Choice {
	return slices.DeleteFunc(items, func(c pages.Choice) bool { return c.Value == me.String() })
}
