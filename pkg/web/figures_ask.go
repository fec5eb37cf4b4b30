package web

import (
	"context"
	"net/url"
	"strings"
	"time"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/figures"
	"intouch/pkg/history"
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
	On       care.Day
	Known    time.Time // zero: all that is known
	knownAs  string    // as it was written
	Beside   string    // the code of an area to put beside them; empty: England alone
	Audience audience
}

// askedFigures reads what figures are asked for.
func askedFigures(q *query, v visit) figuresAsked {
	a := figuresAsked{On: q.day("at", v.today), knownAs: q.text("known"), Beside: q.text("beside"), Audience: code(q, "audience", audiences)}
	if a.Beside != "" && figures.Published.Name(a.Beside) == "" {
		q.say("beside is the code of an authority of the published tables, such as E10000014.")
	}
	a.Known = knownBy(q)
	return a
}

// knownBy reads as of when something is to be known: a day, to its end in London, or an instant.
func knownBy(q *query) time.Time {
	text := q.text("known")
	if text == "" {
		return time.Time{}
	}
	when, err := care.ParseWhen(text)
	if err != nil {
		q.say("Write known as a day such as 2026-06-15, or a time such as 2026-06-15T14:30:00+01:00.")
		return time.Time{}
	}
	if at, told := when.Instant(); told {
		return at
	}
	return (when.Day() + 1).Start().Add(-time.Nanosecond)
}

// query is what the asking is as the query of an address.
func (a figuresAsked) query() url.Values {
	q := url.Values{"at": {a.On.String()}}
	for name, value := range map[string]string{"known": a.knownAs, "beside": a.Beside, "audience": string(a.Audience)} {
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
	return strings.TrimSpace("figures on " + a.On.String() + " " + a.knownAs + " " + string(a.Audience))
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
	key := pictureKey{v.Authority, a.On, a.Known.UTC(), position.Stored}
	return s.pictures.get(ctx, key, func() (*figures.Picture, error) {
		return figures.Read(ctx, s.councilOf(v.Authority), a.On, a.Known)
	})
}

func (s *server) councilOf(authority string) history.Council {
	return history.Council{DB: s.DB, Authority: authority, Policy: s.Policy}
}
