package store_test

import (
	"encoding/base64"
	"errors"
	"regexp"
	"slices"
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// five people: never in touch, long silent, lately in touch, of no worker, dead.
func five(h *house) {
	h.tell(joined("adam", "North"), joined("eve", "South"),
		registered(1, "Zoe", "Adams"), allocated(1, eve, "South"),
		registered(2, "Omar", "Brown"), allocated(2, adam, "North"), called(2, 5),
		registered(3, "Mia O'Neil", "Clark"), allocated(3, adam, "North"), called(3, 90),
		registered(4, "Ola", "Brown"), called(4, 60),
		registered(5, "Dan", "Evans"), called(5, 20), died(5, 30))
}

// numbers are the local ids of a page.
func numbers(p store.RegisterPage) string {
	var all string
	for _, r := range p.Rows {
		all += r.LocalID[2:]
	}
	return all
}

func TestTheRegister(t *testing.T) {
	h := newHouse(t)
	five(h)
	for _, tt := range []struct {
		name string
		ask  store.RegisterQuery
		want string
	}{
		{"never in touch comes first, then the longest silence; the closed are not there", store.RegisterQuery{}, "1243"},
		{"by name", store.RegisterQuery{Sort: store.ByName}, "1423"},
		{"by owner: first those of nobody, then by name, of each the longest silence", store.RegisterQuery{Sort: store.ByOwner}, "4231"},
		{"a bucket", store.RegisterQuery{On: on(12), Sort: store.ByName, Buckets: []duty.Bucket{duty.Unaccounted}}, "1435"},
		{"another", store.RegisterQuery{On: on(12), Buckets: []duty.Bucket{duty.InTouch, duty.Due}}, "2"},
		{"the closed", store.RegisterQuery{Buckets: []duty.Bucket{duty.Closed}}, "5"},
		{"a team, whatever the case", store.RegisterQuery{Team: " north "}, "23"},
		{"an adviser", store.RegisterQuery{Adviser: adam}, "23"},
		{"an owner", store.RegisterQuery{Owner: eve}, "1"},
		{"without an owner", store.RegisterQuery{NoOwner: true}, "4"},
		{"the beginning of a name", store.RegisterQuery{Text: "bro"}, "24"},
		{"the beginnings of two names", store.RegisterQuery{Text: "BROWN ol"}, "4"},
		{"a name with a quote", store.RegisterQuery{Text: "o'n"}, "3"},
		{"an id", store.RegisterQuery{Text: "l/3"}, "3"},
		{"what nobody is called", store.RegisterQuery{Text: `\ ' & | : * ( )`}, ""},
		{"a reason", store.RegisterQuery{Reason: duty.NeverInTouch}, "1"},
		{"a flag", store.RegisterQuery{Flag: duty.InCustody}, ""},
		{"a flag of those who have it", store.RegisterQuery{Flag: duty.NotSeen, Sort: store.ByName}, "1423"},
		{"on a day of the past", store.RegisterQuery{On: on(8), Buckets: []duty.Bucket{duty.InTouch}}, "2"},
		{"by name on a day of the past", store.RegisterQuery{On: on(25), Sort: store.ByName}, "14235"},
		{"before anybody was on it", store.RegisterQuery{On: on(-9)}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.ask.Authority = authority
			if tt.ask.On == 0 {
				tt.ask.On = on(95)
			}
			page, err := h.db.Register(h.ctx(), tt.ask)
			h.do(err)
			if got := numbers(page); got != tt.want || page.Next != "" {
				t.Errorf("people %s, next %q; want %s and no more", got, page.Next, tt.want)
			}
		})
	}
}

func TestARowOfTheRegister(t *testing.T) {
	h := newHouse(t)
	amira(h)
	page, err := h.db.Register(h.ctx(), store.RegisterQuery{Authority: authority, On: on(22)})
	h.do(err)
	r := page.Rows[0]
	if r.Person != person(1) || r.Standing.Bucket != duty.InTouch || r.Standing.Since != on(20) || r.OwnerName != "adam" {
		t.Errorf("%+v", r)
	}
	if r.WhereKind != "U" || r.Confidence != duty.Confirmed || r.Where != care.AtHome || r.OpenAlerts != 0 {
		t.Errorf("where %q %q %q, %d alerts", r.Where, r.WhereKind, r.Confidence, r.OpenAlerts)
	}
	if r.Seen != care.AtInstant(start.AddDate(0, 0, 10)) || r.Spoken != care.OnDay(on(20)) || r.TriedHow != "call" {
		t.Errorf("seen %v, spoken to %v, tried %s", r.Seen, r.Spoken, r.TriedHow)
	}
	v, err := h.db.Person(h.ctx(), authority, person(1), on(22))
	h.do(err)
	if r.Worst != v.Deadlines[0].Rule || r.WorstDue != v.Deadlines[0].ActBy {
		t.Errorf("worst %s by %s, want %+v", r.Worst, r.WorstDue, v.Deadlines[0])
	}
}

func TestPagesOfTheRegisterFollowEachOther(t *testing.T) {
	h := newHouse(t)
	five(h)
	for _, sort := range []store.Sort{store.BySilence, store.ByName, store.ByOwner} {
		for _, c := range []struct {
			text   string
			hidden []care.PersonID
		}{{"", nil}, {"l/", nil}, {"", []care.PersonID{person(1), person(5)}}} {
			text := c.text
			ask := store.RegisterQuery{Authority: authority, On: on(95), Sort: sort, Text: text, Hidden: c.hidden}
			whole, err := h.db.Register(h.ctx(), ask)
			h.do(err)
			ask.Limit = 1
			var pages []care.PersonID
			for {
				page, err := h.db.Register(h.ctx(), ask)
				h.do(err)
				pages = append(pages, page.Rows[0].Person)
				if ask.Cursor = page.Next; ask.Cursor == "" {
					break
				}
				text, err := base64.RawURLEncoding.DecodeString(ask.Cursor)
				h.do(err)
				if name := regexp.MustCompile(`(?i)adam|eve|zoe|omar|brown|mia|clark|ola`).Find(text); name != nil {
					t.Errorf("by %s: a cursor stands in an address, and names %s", sort, name)
				}
			}
			var all []care.PersonID
			for _, r := range whole.Rows {
				all = append(all, r.Person)
			}
			if !slices.Equal(pages, all) || len(all) != 4 {
				t.Errorf("by %s, text %q: one by one %v, at once %v", sort, text, pages, all)
			}
		}
	}
}

// By its place among names, or by being found, a restricted record would say whose it is.
func TestWhoIsHiddenComesLastByNameAndIsNotFound(t *testing.T) {
	h := newHouse(t)
	five(h)
	for _, c := range []struct {
		ask  store.RegisterQuery
		want string
	}{
		{store.RegisterQuery{Sort: store.ByName}, "1423"},
		{store.RegisterQuery{Sort: store.ByName, Hidden: []care.PersonID{person(1), person(2)}}, "4312"},
		{store.RegisterQuery{Text: "brown", Sort: store.ByName}, "42"},
		{store.RegisterQuery{Text: "brown", Sort: store.ByName, Hidden: []care.PersonID{person(2)}}, "4"},
	} {
		c.ask.Authority, c.ask.On = authority, on(95)
		page, err := h.db.Register(h.ctx(), c.ask)
		h.do(err)
		if got := numbers(page); got != c.want {
			t.Errorf("%q by name, hidden %v: %s, want %s", c.ask.Text, c.ask.Hidden, got, c.want)
		}
	}
}

func TestACursorOfSomethingElseIsRefused(t *testing.T) {
	h := newHouse(t)
	gone := base64.RawURLEncoding.EncodeToString([]byte(`{"Person":"` + person(77).String() + `"}`)) // of nobody who has a row
	for _, cursor := range []string{"x", "!", "W10", gone} {
		if _, err := h.db.Register(h.ctx(), store.RegisterQuery{Authority: authority, On: on(1), Sort: store.ByName, Cursor: cursor}); !errors.Is(err, store.ErrBadCursor) {
			t.Errorf("cursor %q: %v, want ErrBadCursor", cursor, err)
		}
	}
}
