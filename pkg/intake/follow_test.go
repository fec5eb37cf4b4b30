package intake

import (
	"fmt"
	"sync"
	"testing"

	care "intouch/pkg/careleaver"
)

// flat records somewhere to live and returns its path and position.
func (h *house) flat(person, more string) (string, uint64) {
	h.Helper()
	path := person + "/accommodations/" + id()
	return path, h.must(201, pa.String(), path, `{"letter":"U","from":"2026-05-01"`+more+`}`).Position
}

func TestAFollowUpSaysWhatItsWriterSaw(t *testing.T) {
	h := newHouse(t)
	flat, moved := h.flat(h.register("1", ""), "")
	assessed := `{"on":"2026-05-10","suitable":"yes"}`
	h.refused(400, "", pa.String(), flat+"/assessments/"+id(), assessed)
	h.refused(400, "", pa.String(), flat+"/assessments/"+id()+"?after=last", assessed)
	second := h.must(201, pa.String(), flat+"/assessments/"+id()+after(moved), assessed)

	a := h.refused(409, "", pa.String(), flat+"/confirmations/"+id()+after(moved), `{"on":"2026-06-01","howKnown":"seen_by_us"}`)
	if a.Type != "/problems/moved-on" || len(a.Stored) != 1 || a.Stored[0].Position != second.Position || a.Stored[0].Facts["suitable"] != "yes" || a.Sent["on"] != "2026-06-01" {
		t.Errorf("both sides: %+v", a)
	}
	h.must(201, pa.String(), flat+"/confirmations/"+id()+after(second.Position), `{"on":"2026-06-01","howKnown":"seen_by_us"}`)
}

func TestAFollowUpSentAgainMeetsItselfWhateverCameSince(t *testing.T) {
	h := newHouse(t)
	flat, moved := h.flat(h.register("1", ""), "")
	path, body := flat+"/ends/"+id()+after(moved), `{"on":"2026-06-10"}`
	ended := h.must(201, pa.String(), path, body)
	h.must(201, pa.String(), flat+"/corrections/"+id()+after(ended.Position), `{"reason":"A day later.","of":"`+path[len(flat)+6:len(flat)+42]+`","facts":{"on":"2026-06-11"}}`)
	if again := h.must(200, pa.String(), path, body); again.Position != ended.Position {
		t.Errorf("at %d, then at %d", ended.Position, again.Position)
	}
	if a := h.refused(409, "", pa.String(), path, `{"on":"2026-06-09"}`); a.Type != "/problems/id-taken" {
		t.Errorf("the id with another day: %+v", a)
	}
}

func TestARecordOfAnotherKindIsNotFound(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	flat, moved := h.flat(sam, "")
	record := flat[len(sam)+len("/accommodations/"):]
	h.refused(404, "", pa.String(), sam+"/absences/"+record+"/ends/"+id()+after(moved), `{"on":"2026-06-10"}`)
	h.refused(404, "", pa.String(), sam+"/accommodations/"+id()+"/ends/"+id()+after(moved), `{"on":"2026-06-10"}`)
	h.refused(404, "", pa.String(), sam+"/contacts/"+record+"/voids/"+id()+after(moved), `{"reason":"duplicate"}`)
	h.refused(404, "", pa.String(), h.register("2", "")+"/accommodations/"+record+"/ends/"+id()+after(moved), `{"on":"2026-06-10"}`)
}

func TestWhatBeganEndsOnceAndNotBefore(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	for _, c := range []struct{ open, begin, end, early, late string }{
		{"accommodations", `{"letter":"U","from":"2026-05-01"}`, "ends", `{"on":"2026-04-30"}`, `{"on":"2026-06-10"}`},
		{"absences", `{"kind":"hospital","from":"2026-05-01"}`, "ends", `{"on":"2026-04-30"}`, `{"on":"2026-06-10","toHome":"yes"}`},
		{"missing", `{"from":"2026-05-01"}`, "ends", `{"when":"2026-04-30"}`, `{"when":"2026-05-01T23:00:00+01:00"}`},
		{"activities", `{"code":"F2","from":"2026-05-01"}`, "ends", `{"on":"2026-04-30"}`, `{"on":"2026-06-10"}`},
		{"programmes", `{"what":"Degree","from":"2026-05-01"}`, "ends", `{"on":"2026-04-30"}`, `{"on":"2026-06-10"}`},
		{"planned-contacts", `{"on":"2026-06-30","how":"call"}`, "cancellations", ``, `{"reason":"They are away."}`},
	} {
		t.Run(c.open, func(t *testing.T) {
			path := sam + "/" + c.open + "/" + id()
			at := h.must(201, pa.String(), path, c.begin).Position
			if c.early != "" {
				h.refused(409, "", pa.String(), path+"/"+c.end+"/"+id()+after(at), c.early)
			}
			ended := h.must(201, pa.String(), path+"/"+c.end+"/"+id()+after(at), c.late).Position
			h.refused(409, "", pa.String(), path+"/"+c.end+"/"+id()+after(ended), c.late)
		})
	}
}

func TestAHomeFromAListHasNoKnownStartToEndBefore(t *testing.T) {
	h := newHouse(t)
	flat, at := h.flat(h.register("1", ""), `,"fromIs":"not_later_than"`)
	h.must(201, pa.String(), flat+"/ends/"+id()+after(at), `{"on":"2026-04-20"}`)
}

func TestACorrectionCarriesTheFactsInFull(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	contact := id()
	path := sam + "/contacts/" + contact
	at := h.must(201, pa.String(), path, `{"how":"call","when":"2026-06-14"}`).Position
	for _, c := range []struct {
		what, field, body string
	}{
		{"no reason", "/reason", `{"facts":{"how":"video","when":"2026-06-14"}}`},
		{"no facts", "/facts", `{"reason":"It was a video call."}`},
		{"half the facts", "/facts/when", `{"reason":"It was a video call.","facts":{"how":"video"}}`},
		{"a field that there is not", "/facts/hau", `{"reason":"It was a video call.","facts":{"how":"video","when":"2026-06-14","hau":1}}`},
		{"tomorrow", "/facts/when", `{"reason":"Later.","facts":{"how":"video","when":"2026-06-16"}}`},
		{"another kind of fact", "/fact", `{"fact":"attempted","reason":"No.","facts":{"how":"video","when":"2026-06-14"}}`},
		{"an event that there is not", "/of", `{"of":"` + id() + `","reason":"No.","facts":{"how":"video","when":"2026-06-14"}}`},
	} {
		t.Run(c.what, func(t *testing.T) {
			h.refused(422, c.field, manager.String(), path+"/corrections/"+id()+after(at), c.body)
		})
	}
	h.must(201, manager.String(), path+"/corrections/"+id()+after(at), `{"reason":"It was a video call.","facts":{"how":"video","when":"2026-06-14"}}`)
	now := care.Records(h.record(sam, care.AreaContact, contact))[0].Force[0]
	if f := now.Fact.(care.ContactMade); f.How != care.Video || f.By.Staff != pa {
		t.Errorf("now %+v; who corrects it was not in touch", f)
	}
}

func TestWhatWasTakenBackIsGone(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	path := sam + "/contacts/" + id()
	at := h.must(201, pa.String(), path, `{"how":"call","when":"2026-06-14"}`).Position
	void := path + "/voids/" + id() + after(at)
	h.refused(422, "/reason", pa.String(), void, `{"reason":"because"}`)
	gone := h.must(201, pa.String(), void, `{"reason":"duplicate"}`).Position
	h.must(200, pa.String(), void, `{"reason":"duplicate"}`)
	h.must(200, pa.String(), path, `{"how":"call","when":"2026-06-14"}`)
	h.refused(410, "", pa.String(), path+"/corrections/"+id()+after(gone), `{"reason":"No.","facts":{"how":"video","when":"2026-06-14"}}`)
	h.refused(410, "", pa.String(), path+"/voids/"+id()+after(gone), `{"reason":"duplicate"}`)
}

func TestAWrongPersonSealsAndWhatIsSealedIsNotConfirmedAgain(t *testing.T) {
	h := newHouse(t)
	path := h.register("1", "") + "/contacts/" + id()
	body := `{"how":"call","when":"2026-06-14","note":"About somebody else."}`
	at := h.must(201, pa.String(), path, body).Position
	void := path + "/voids/" + id() + after(at)
	h.must(201, pa.String(), void, `{"reason":"wrong_person"}`)
	h.must(200, pa.String(), void, `{"reason":"wrong_person"}`)
	h.refused(410, "", pa.String(), path, body)
	if a := h.refused(410, "", pa.String(), path, `{"how":"video","when":"2026-06-14"}`); len(a.Stored) > 0 {
		t.Errorf("what is sealed is shown: %+v", a.Stored)
	}
}

func TestOnARecordOfWhichThereIsOneEachEventIsCorrectedByName(t *testing.T) {
	h := newHouse(t)
	sam, set := h.register("1", ""), id()
	h.must(201, pa.String(), sam+"/frequencies/"+set, `{"everyDays":28,"from":"2026-06-15"}`)
	h.refused(422, "/of", pa.String(), sam+"/frequencies/corrections/"+id(), `{"reason":"Typed wrong.","facts":{"everyDays":21,"from":"2026-06-15"}}`)
	h.refused(422, "/of", pa.String(), sam+"/frequencies/voids/"+id(), `{"reason":"duplicate"}`)
	h.must(201, pa.String(), sam+"/frequencies/corrections/"+id(), `{"of":"`+set+`","reason":"Typed wrong.","facts":{"everyDays":21,"from":"2026-06-15"}}`)
	h.must(201, pa.String(), sam+"/frequencies/voids/"+id(), `{"of":"`+set+`","reason":"entered_in_error"}`)
	h.refused(409, "", pa.String(), sam+"/frequencies/voids/"+id(), `{"of":"`+set+`","reason":"entered_in_error"}`)
	h.must(201, pa.String(), sam+"/frequencies/"+id(), `{"everyDays":28,"from":"2026-06-15"}`)
}

func TestOfTwoWritersWhoSawTheSameOneIsRefused(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	for range 20 {
		flat, at := h.flat(sam, "")
		var both sync.WaitGroup
		status := [2]int{}
		for i := range status {
			both.Go(func() {
				status[i] = h.put(pa.String(), flat+"/confirmations/"+id()+after(at), `{"on":"2026-06-01","howKnown":"told_by_person"}`).Status
			})
		}
		both.Wait()
		if status[0]+status[1] != 201+409 {
			t.Fatalf("%v", status)
		}
	}
}

func TestOnARecordOfWhichThereIsOneAllWritersAreHeard(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	before := h.end()
	var all sync.WaitGroup
	for i := range 10 {
		all.Go(func() {
			if a := h.put(pa.String(), sam+"/details/"+id(), fmt.Sprintf(`{"knownAs":"Sam %d"}`, i)); a.Status != 201 {
				t.Errorf("%d %s", a.Status, a.Detail)
			}
		})
	}
	all.Wait()
	if got := h.end() - before; got != 10 {
		t.Errorf("%d events", got)
	}
	seen := h.must(201, pa.String(), sam+"/details/"+id(), `{"knownAs":"Sam"}`).Position
	h.must(201, pa.String(), sam+"/details/"+id()+after(seen), `{"knownAs":"Samuel"}`)
	h.refused(409, "", pa.String(), sam+"/details/"+id()+after(seen), `{"knownAs":"Sammy"}`)
}
