package web

import (
	"context"
	"net/url"
	"strings"
	"time"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/figures"
)

// audience is whom figures are for.
type audience string

// The audiences. Elected members are shown no number under six.
const (
	forOfficers audience = ""
	forMembers  audience = "members"
)

var audiences = care.Codes[audience]{{Code: forMembers, Label: "Elected members: no number under 6"}}

// figuresAsked is which figures are asked for.
type figuresAsked struct {
	asAt
	Beside   string // the code of an area to put beside them; empty: England alone
	Audience audience
}

// askedFigures reads what figures are asked for.
func askedFigures(q *query, v visit) figuresAsked {
	a := figuresAsked{asAt: asked(q, v), Beside: q.text("beside"), Audience: code(q, "audience", audiences)}
	if a.Beside != "" && figures.Published.Name(a.Beside) == "" {
		q.say("beside is the code of an authority of the published tables, such as E10000014.")
	}
	return a
}

// query is what the asking is as the query of an address.
func (a figuresAsked) query() url.Values {
	q := a.asAt.query()
	if a.on > a.today {
		q.Set("at", a.on.String()) // a forecast
	}
	for name, value := range map[string]string{"beside": a.Beside, "audience": string(a.Audience)} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return q
}

// allShown is what the audience may be shown of a picture.
type allShown struct {
	now    figures.Shown
	months []figures.Shown
}

func shownOf(p *figures.Picture, a figuresAsked) allShown {
	of := func(c figures.Counts) figures.Shown {
		if a.Audience == forMembers {
			return figures.ForMembers(c)
		}
		return figures.Everything
	}
	all := allShown{now: of(p.Counts)}
	for _, m := range p.Months {
		all.months = append(all.months, of(m.Counts))
	}
	return all
}

// detail is what is entered of the look.
func (a figuresAsked) detail() string {
	return strings.TrimSpace("figures on " + a.on.String() + " " + a.said + " " + string(a.Audience))
}

// pictureKey is what a picture follows from, beside the log up to a position.
type pictureKey struct {
	authority string
	on        care.Day
	known     time.Time
	stored    uint64
}

// picture is the figures that were asked for, after entering that they are looked at.
func (s *server) picture(ctx context.Context, v visit, a figuresAsked) (*figures.Picture, error) {
	if err := s.looks(ctx, v, access.Question{View: access.Study, Detail: a.detail()}); err != nil {
		return nil, err
	}
	position, err := s.DB.Position(ctx, v.Authority)
	if err != nil {
		return nil, err
	}
	key := pictureKey{v.Authority, a.on, a.known.UTC(), position.Stored}
	return s.pictures.get(ctx, key, func() (*figures.Picture, error) {
		return figures.Read(ctx, s.council(v), a.on, a.known)
	})
}
