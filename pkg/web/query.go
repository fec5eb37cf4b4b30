package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
)

// query are the parameters of a request, read one by one. What is wrong with
// them is gathered; ask err when all are read.
type query struct {
	values url.Values
	wrong  []string
}

// queryOf reads the parameters and refuses those that the address does not
// take. min-position is taken everywhere.
func queryOf(u *url.URL, takes ...string) *query {
	q := &query{values: u.Query()}
	for name, values := range q.values {
		switch {
		case name == "min-position":
		case !slices.Contains(takes, name):
			q.say(name + " is not asked for here: use " + or(strings.Join(takes, ", "), "no parameters") + ".")
		case len(values) > 1:
			q.say("Give " + name + " once.")
		}
	}
	slices.Sort(q.wrong)
	return q
}

func (q *query) say(sentence string) { q.wrong = append(q.wrong, sentence) }

// err says all that is wrong, nil if nothing is.
func (q *query) err() error {
	if len(q.wrong) == 0 {
		return nil
	}
	return problem.New(problem.Unreadable, strings.Join(q.wrong, " "))
}

func (q *query) text(name string) string { return strings.TrimSpace(q.values.Get(name)) }

// day is a day; the other one where none is given.
func (q *query) day(name string, other care.Day) care.Day {
	text := q.text(name)
	if text == "" {
		return other
	}
	d, err := care.ParseDay(text)
	if err != nil {
		q.say("Write " + name + " as a day such as 2026-06-15.")
	}
	return d
}

func (q *query) id(name string) (id uuid.UUID) {
	text := q.text(name)
	if text == "" {
		return uuid.Nil
	}
	id, err := uuid.Parse(text)
	if err != nil {
		q.say("Give the id of a member of staff as " + name + ": GET /api/v1/staff lists them.")
	}
	return id
}

// limit is how many to return, 1 to 1000; 0 where it is left out.
func (q *query) limit() int {
	text := q.text("limit")
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 1000 {
		q.say("limit is a number from 1 to 1000.")
	}
	return n
}

// code is a value of a closed list, empty where it is left out.
func code[T ~string](q *query, name string, of care.Codes[T]) T {
	c := T(q.text(name))
	if c != "" && !of.Has(c) {
		q.say(name + " is one of " + strings.Join(spelled(of), ", ") + ".")
	}
	return c
}

// codes are values of a closed list with commas between.
func codes[T ~string](q *query, name string, of care.Codes[T]) []T {
	text := q.text(name)
	if text == "" {
		return nil
	}
	var all []T
	for part := range strings.SplitSeq(text, ",") {
		c := T(strings.TrimSpace(part))
		if !of.Has(c) {
			q.say(name + " is one or more of " + strings.Join(spelled(of), ", ") + ".")
			return nil
		}
		all = append(all, c)
	}
	return all
}

func spelled[T ~string](of care.Codes[T]) []string {
	all := make([]string, len(of))
	for i, c := range of {
		all[i] = string(c.Code)
	}
	return all
}
