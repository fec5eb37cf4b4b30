package intake

import (
	"encoding/json"
	"net/http"
	"reflect"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
)

// caseload is the body of a handover: one offer for many people.
type caseload struct {
	People   []care.PersonID `json:"people"`
	From     care.StaffID    `json:"from,omitzero"`
	To       care.StaffID    `json:"to"`
	Role     care.Role       `json:"role"`
	Team     string          `json:"team,omitzero"`
	On       care.Day        `json:"on"`
	AcceptBy care.Day        `json:"acceptBy"`
	Brief    string          `json:"brief,omitzero"`
}

// handedOver is the answer for one person (I13).
type handedOver struct {
	Person   care.PersonID    `json:"person"`
	Position uint64           `json:"position,omitzero"`
	Problem  *problem.Problem `json:"problem,omitzero"`
}

// mostPeople bounds a handover; a caseload is far smaller.
const mostPeople = 1000

// handOver offers a caseload, or a part of it, to another worker: an event for
// each person, and an answer for each.
func (d door) handOver(w http.ResponseWriter, r *http.Request) {
	items, err := d.offerAll(w, r)
	if err != nil {
		problem.Write(w, err)
		return
	}
	answerJSON(w, http.StatusOK, map[string]any{"items": items})
}

func (d door) offerAll(w http.ResponseWriter, r *http.Request) ([]handedOver, error) {
	who, err := d.who(r)
	if err != nil {
		return nil, err
	}
	c, err := readCaseload(w, r)
	if err != nil {
		return nil, err
	}
	var handover uuid.UUID
	if err := pathID(r, "handover", &handover); err != nil {
		return nil, err
	}
	offers := make([]Command, len(c.People))
	for i, person := range c.People {
		if offers[i], err = c.offer(handover, person); err != nil {
			return nil, err
		}
	}
	items := make([]handedOver, len(offers))
	for i, result := range d.client.DoAll(r.Context(), who, offers) {
		items[i] = handedOver{Person: c.People[i], Position: result.Position}
		if result.Err != nil {
			items[i].Problem = problem.Of(result.Err)
			items[i].Problem.Log(result.Err)
		}
	}
	return items, nil
}

func readCaseload(w http.ResponseWriter, r *http.Request) (c caseload, err error) {
	facts, err := body(w, r)
	if err != nil {
		return c, err
	}
	if _, err := readStrictly(facts, reflect.TypeFor[caseload](), ""); err != nil {
		return c, err
	}
	if err := json.Unmarshal(facts, &c); err != nil {
		return c, err
	}
	if n := len(c.People); n == 0 || n > mostPeople {
		return c, care.Problems{{Pointer: "/people", Detail: "Name the people to hand over, at most a thousand at once"}}
	}
	return c, nil
}

// offer is the command for one person. Its id follows from the handover and the
// person, so that the whole can be sent again.
func (c caseload) offer(handover uuid.UUID, person care.PersonID) (Command, error) {
	return Of(care.Event{
		ID: care.DerivedID(handover.String(), person.String()), Person: person, Area: care.AreaCaseload, Record: care.RecordAdviser,
		Fact: care.HandoverOffered{Handover: handover, From: c.From, To: c.To, Role: c.Role, Team: c.Team, On: c.On, AcceptBy: c.AcceptBy, Brief: c.Brief},
	})
}
