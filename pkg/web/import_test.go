package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"testing"

	care "intouch/pkg/careleaver"
)

// upload sends the form of the import page.
func (v visitor) upload(list string, day [3]string) answer {
	v.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	for i, part := range []string{"day", "month", "year"} {
		if err := w.WriteField("asAt-"+part, day[i]); err != nil {
			v.Fatal(err)
		}
	}
	if list != "" {
		file, err := w.CreateFormFile("list", "list9.csv")
		if err != nil {
			v.Fatal(err)
		}
		if _, err := file.Write([]byte(list)); err != nil {
			v.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		v.Fatal(err)
	}
	return v.do(http.MethodPost, "/import", w.FormDataContentType(), &form)
}

// uploadAs sends the form of the import page with a file of a format that needs
// no more than itself.
func (v visitor) uploadAs(format, file string) answer {
	v.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	err := w.WriteField("format", format)
	if err == nil {
		part, wrong := w.CreateFormFile("list", "file.csv")
		if err = wrong; err == nil {
			_, err = part.Write([]byte(file))
		}
	}
	if err != nil || w.Close() != nil {
		v.Fatal(err)
	}
	return v.do(http.MethodPost, "/import", w.FormDataContentType(), &form)
}

func TestImportAList(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(martha)
	v.upload(list9, [3]string{"10", "6", "2026"}).wants(t, http.StatusOK, "The list of 10 June 2026", "New on the register", "2 rows", "Row 2:", "5001", "sofa?", "Not yet on the register")
	h.settle()
	v.get("/").wants(t, http.StatusOK, "8 people on the register", "2 not yet on the register")
	v.get("/import").wants(t, http.StatusOK, "Row 4 of the list of 10 June 2026", "Settle")
	v.get(personPath(personID("5001"))).wants(t, http.StatusOK, "1 June 2026", "Operator of this machine for Martha Cole, from an import", "there on or before 10 June 2026")
	v.upload(list9, [3]string{"10", "6", "2026"}).wants(t, http.StatusOK, "Already known")
	for _, c := range []struct {
		name, list string
		day        [3]string
		status     int
		want       string
	}{
		{"without a file", "", [3]string{"10", "6", "2026"}, 422, `<a href="#list">Choose the list</a>`},
		{"without its day", list9, [3]string{"", "", ""}, 422, `<a href="#asAt-day">Enter the day of the list</a>`},
		{"a day that is none", list9, [3]string{"31", "6", "2026"}, 422, "Enter a real day"},
		{"what is no list says what to do", "hello", [3]string{"10", "6", "2026"}, 422, `<a href="#list">`},
		{"a day to come", list9, [3]string{"1", "7", "2026"}, 422, "still to come"},
	} {
		t.Run(c.name, func(t *testing.T) { v.upload(c.list, c.day).wants(t, c.status, c.want) })
	}
}

func TestWhoImports(t *testing.T) {
	h := newHouse(t).inTown()
	h.as(bernard).get("/import").wants(t, http.StatusOK, "Of which day is the list?", "sofa?")
	h.as(priya).get("/import").wants(t, http.StatusOK, "Your role does not import lists", "sofa?")
	h.as(priya).upload(list9, [3]string{"10", "6", "2026"}).wants(t, http.StatusForbidden, "Ask one who may")
}

func TestSettleARowThatNamesNobody(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(martha)
	path := "/import/rows/" + string(rowOfNobody)
	v.fill(path, map[string]string{}).wants(t, http.StatusUnprocessableEntity, `<a href="#how">Say what became of the row</a>`)
	v.fill(path, map[string]string{"how": "It is Amira", "of-localId": "1001"}).wants(t, http.StatusOK, "Row settled")
	h.settle()
	v.get("/").lacks(t, "not yet on the register")
	v.get(path).wants(t, http.StatusNotFound, "somebody may have settled it already")
	events, err := h.db.EventsOfNobody(t.Context(), authority, care.AreaImport)
	if err != nil {
		t.Fatal(err)
	}
	if f, ok := events[len(events)-1].Fact.(care.RowSettled); !ok || f.Person != amira || f.How != "It is Amira" {
		t.Errorf("recorded %+v", events[len(events)-1])
	}
}
