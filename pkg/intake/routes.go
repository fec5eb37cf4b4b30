package intake

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
	"intouch/pkg/wire"
)

// Routes answers all writes of the API (schemas/openapi.yaml): each sends a
// command. who says who asks; its error is the answer if nobody may. Mount it
// at PUT /api/v1/ and POST /api/v1/care-leavers, inside what protects against
// requests from other sites.
func Routes(c *Client, who func(*http.Request) (access.Caller, error)) http.Handler {
	mux := http.NewServeMux()
	d := door{c, who}
	for _, r := range routes() {
		mux.HandleFunc("PUT "+r.pattern, d.answering(r.command))
	}
	mux.HandleFunc("POST "+registerPattern, d.answering(registration))
	mux.HandleFunc("PUT "+handoversPattern, d.handOver)
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { problem.Write(w, problem.NotFound) })
	return mux
}

// Patterns lists the routes, for whoever documents or mounts them.
func Patterns() []string {
	all := []string{"POST " + registerPattern, "PUT " + handoversPattern}
	for _, r := range routes() {
		all = append(all, "PUT "+r.pattern)
	}
	slices.Sort(all)
	return all
}

const (
	root             = "/api/v1"
	registerPattern  = root + "/care-leavers"
	handoversPattern = root + "/handovers/{handover}"
)

// route is the address of a command, and the command of a request to it.
type route struct {
	pattern string
	is      wire.Type
	kind    wire.Kind
}

// routes follow from the catalogue. The importer alone says what an import is:
// it has no route here.
func routes() []route {
	var all []route
	for _, t := range wire.Types {
		if _, ok := commands[t.Name]; !ok {
			continue
		}
		for _, k := range kindsOf(t) {
			if k.Name != "import" {
				all = append(all, route{pattern(t, k), t, k})
			}
		}
	}
	return all
}

// pattern is the address of a command: the person, the record, what is said of
// it, and the event.
func pattern(t wire.Type, k wire.Kind) string {
	parts := []string{root}
	if !k.NoOne {
		parts = append(parts, "care-leavers/{person}")
	}
	if k.Path != "" {
		parts = append(parts, k.Path)
	}
	if k.Single == "" {
		parts = append(parts, "{record}")
	}
	if t.Path != "" {
		parts = append(parts, t.Path)
	}
	if !opens(t) {
		parts = append(parts, "{event}")
	}
	return strings.Join(parts, "/")
}

// command is what a request to the route asks for.
func (r route) command(req *http.Request) (Command, error) {
	c := Command{Type: r.is.Name, Area: r.kind.Area, Kind: r.kind.Name, Record: care.RecordID(req.PathValue("record"))}
	ids := map[string]*uuid.UUID{"person": &c.Person, "event": &c.Event}
	if opens(r.is) && r.kind.Single == "" {
		ids["record"] = &c.Event
	}
	for name, id := range ids {
		if err := pathID(req, name, id); err != nil {
			return c, err
		}
	}
	return c, c.query(req)
}

// pathID reads a UUID of the address, if it has one there.
func pathID(r *http.Request, name string, id *uuid.UUID) (err error) {
	if text := r.PathValue(name); text != "" {
		if *id, err = uuid.Parse(text); err != nil {
			return problem.New(problem.Unreadable, "The "+name+" in the address is no UUID.")
		}
	}
	return nil
}

// query reads what is said of the command beside its facts.
func (c *Command) query(r *http.Request) error {
	q := r.URL.Query()
	if text := q.Get("after"); text != "" {
		after, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			return problem.New(problem.Unreadable, "after= takes a position of the log: a whole number.")
		}
		c.After = &after
	}
	if text := q.Get("deviceAt"); text != "" {
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return problem.New(problem.Unreadable, "deviceAt= takes a time such as 2026-06-15T14:30:00Z.")
		}
		c.DeviceAt = at
	}
	if text := q.Get("onBehalfOf"); text != "" {
		id, err := uuid.Parse(text)
		if err != nil {
			return problem.New(problem.Unreadable, "onBehalfOf= takes the id of a member of staff: a UUID.")
		}
		c.OnBehalfOf = id
	}
	return nil
}

// registration is the command of a request that leaves it to us to work out the
// person's id.
func registration(r *http.Request) (Command, error) {
	c := Command{Type: "caseload.registered", Area: care.AreaCaseload, Kind: "person"}
	return c, c.query(r)
}

// door is where HTTP comes in.
type door struct {
	client *Client
	who    func(*http.Request) (access.Caller, error)
}

func (d door) answering(command func(*http.Request) (Command, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		cmd, err := command(r)
		if err == nil {
			err = d.put(w, r, cmd)
		}
		if err != nil {
			problem.Write(w, err)
		}
	}
}

func (d door) put(w http.ResponseWriter, r *http.Request, cmd Command) error {
	who, err := d.who(r)
	if err != nil {
		return err
	}
	if cmd.Facts, err = body(w, r); err != nil {
		return err
	}
	if r.Method == http.MethodPost {
		if err := cmd.nameThePerson(who); err != nil {
			return err
		}
		w.Header().Set("Location", registerPattern+"/"+cmd.Person.String())
	}
	answer, err := d.client.Do(r.Context(), who, cmd)
	if err != nil {
		w.Header().Del("Location")
		return err
	}
	reply(w, cmd, answer)
	return nil
}

// nameThePerson works the person's id out from the local id in the body.
func (c *Command) nameThePerson(who access.Caller) error {
	var f struct {
		LocalID string `json:"localId"`
	}
	if err := json.Unmarshal(c.Facts, &f); err != nil || strings.TrimSpace(f.LocalID) == "" {
		return care.Problems{{Pointer: "/localId", Detail: "Enter the id by which your authority knows them"}}
	}
	c.Person = care.NewPersonID(who.Authority, care.LocalID, f.LocalID)
	return nil
}

func body(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	all, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxBody))
	if _, long := errors.AsType[*http.MaxBytesError](err); err != nil && !long {
		return nil, problem.Of(problem.Unreadable) // it broke off
	}
	return all, err
}

// reply says where the event stands: 201 when it was stored, 200 when it was
// there before.
func reply(w http.ResponseWriter, cmd Command, a Answer) {
	status := http.StatusCreated
	if a.Already {
		status = http.StatusOK
	}
	answerJSON(w, status, struct {
		Position uint64        `json:"position"`
		Person   care.PersonID `json:"person,omitzero"`
	}{a.Position, cmd.Person})
}

func answerJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}
