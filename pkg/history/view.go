package history

import (
	"bytes"
	"cmp"
	"context"
	"log/slog"
	"slices"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// Viewed is a person as at a day, as known, and the events that say so.
type Viewed struct {
	store.PersonView
	Events []care.Event // all that counts for them, of any day, as known
}

// View returns a person as at a day, as known: what [store.DB.Person] says of
// today. NextLook is left out. Of a person who was merged into another it says
// only who that is. store.ErrNotFound when nobody knew of them.
func (c Council) View(ctx context.Context, id care.PersonID, on care.Day, known time.Time) (Viewed, error) {
	var v Viewed
	err := c.snapshot(ctx, known, func(s *snapshot) error {
		rules, err := s.rules(ctx)
		if err != nil {
			return err
		}
		p, err := s.person(ctx, &rules, id)
		v = p.view(&rules, on)
		return err
	})
	return v, err
}

func (p Person) view(rules *duty.Authority, on care.Day) Viewed {
	v := Viewed{PersonView: store.PersonView{On: on, LeadsTo: p.Root}}
	if v.ID = p.ID; p.Root != uuid.Nil {
		return v
	}
	look, p := p.asked(rules, func(p Person) duty.Look { return p.look(rules, on) })
	v.Events, v.Absorbed = p.Events, p.Absorbed
	v.Summary = p.summary(rules, on)
	slices.Sort(v.Identifiers) // those of merged people come in the log's order
	v.Registered = look.Standing.Bucket != ""
	v.Standing, v.Whereabouts, v.Activity = look.Standing, look.Whereabouts, look.Activity
	v.OwnerName, v.AdviserName = rules.Staff.Members[v.Standing.Owner].Name, rules.Staff.Members[v.Standing.Adviser].Name
	v.Deadlines = sorted(look.Deadlines, firstToAct)
	if _, err := try(func() error { v.addAlerts(rules, p, on); v.addQuestions(p, on); return nil }); err != nil {
		slog.Error("the rules failed", "person", p.ID, "error", err)
	}
	return v
}

func (v *Viewed) addAlerts(rules *duty.Authority, p Person, on care.Day) {
	for _, a := range rules.AlertsOn(p.Person, p.Events, on) {
		v.Alerts = append(v.Alerts, store.AlertOf(p.ID, a))
	}
	slices.SortFunc(v.Alerts, openFirst)
}

func (v *Viewed) addQuestions(p Person, on care.Day) {
	for _, q := range duty.QuestionsOn(p.Person, p.Events, on) {
		if q.Settled == nil {
			v.Questions = append(v.Questions, store.QuestionOf(v.Summary, q))
		}
	}
	slices.SortFunc(v.Questions, byRow)
}

func sorted[T any](all []T, by func(T, T) int) []T {
	slices.SortFunc(all, by)
	return all
}

func firstToAct(a, b duty.Deadline) int {
	return cmp.Or(cmp.Compare(a.ActBy, b.ActBy), cmp.Compare(a.Due, b.Due), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Lapse, b.Lapse))
}

func openFirst(a, b store.Alert) int {
	if a.Open != b.Open {
		if a.Open {
			return -1
		}
		return 1
	}
	return cmp.Or(b.RaisedAt.Compare(a.RaisedAt), bytes.Compare(a.ID[:], b.ID[:]))
}

func byRow(a, b store.Question) int {
	return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Record, b.Record))
}
