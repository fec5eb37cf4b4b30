package web

import (
	"net/http"
	"testing"
)

func TestAnUnsafeWayIsNotPlannedWithoutAManager(t *testing.T) {
	h := newHouse(t).inTown() // letters are not safe for Viktor
	planned := map[string]string{"how": "letter", "on-day": "1", "on-month": "7", "on-year": "2026"}
	path := personPath(viktor, "/record/planned")
	h.as(priya).get(path).wants(t, http.StatusOK, "Do not use: letter", "Not safe for them")
	h.as(priya).fill(path, planned).wants(t, http.StatusUnprocessableEntity, "This way is not safe for them. Choose another, or ask a manager to plan it", `href="#how"`)
	h.as(martha).fill(path, planned).wants(t, http.StatusOK, "Planned")
	t.Run("what has happened is recorded whatever the way, and said to be unsafe", func(t *testing.T) {
		path := personPath(viktor, "/record/attempt")
		h.as(priya).get(path).wants(t, http.StatusOK, "Not safe for them")
		h.as(priya).fill(path, map[string]string{"how": "letter", "outcome": "returned_letter"}).wants(t, http.StatusOK, "Attempt recorded")
	})
	t.Run("the safe ways are", func(t *testing.T) {
		planned["how"] = "call"
		h.as(priya).fill(path, planned).wants(t, http.StatusOK, "Planned")
	})
	t.Run("and what stands there is what the form begins with", func(t *testing.T) {
		h.as(priya).get(personPath(viktor, "/record/safety")).wants(t, http.StatusOK, "Say that you are from the college</textarea>", `value="Albanian"`, `value="letter" checked`)
	})
}

func TestAPersonsPageOffersWhatWhoeverLooksMayRecord(t *testing.T) {
	h := newHouse(t).inTown()
	h.as(priya).get(personPath(amira)).wants(t, http.StatusOK, "More to record", "/record/planned", "/record/plan-reviewed", "/record/details", "/record/handover").
		lacks(t, "/record/restrict", "/record/in-error", "/merge", "/record/oversight", "/record/found")
	h.as(martha).get(personPath(amira)).wants(t, http.StatusOK, "/record/restrict", "/record/in-error", "/merge", "/record/oversight")
	h.as(priya).get(personPath(uma)).wants(t, http.StatusOK, "/record/found?of=").lacks(t, "/record/missing")
}

func TestMergeTwoRecords(t *testing.T) {
	h := newHouse(t).inTown()
	other := registered("2001", "Amirah", "Noor", "2007-03-10", "2026-06-02")
	h.publish(other.events...)
	h.settle()
	v := h.as(martha)
	search := personPath(other.id, "/merge")
	for _, text := range []string{"1001", "amira", amira.String()} {
		v.post(search, map[string][]string{"id": {text}}).wants(t, http.StatusOK, "Amira Noor", personPath(other.id, "/record/merge?of=", amira.String()))
	}
	v.post(search, map[string][]string{"id": {"zzz"}}).wants(t, http.StatusOK, "Nobody else was found")
	v.post(search, map[string][]string{"id": {""}}).wants(t, http.StatusUnprocessableEntity, "Enter an id of the other person")
	path := personPath(other.id, "/record/merge?of=", amira.String())
	v.get(path).wants(t, http.StatusOK, "This person is merged", "Amirah Noor", "Amira Noor", "10 March 2007", "The other way round")
	v.fill(path, map[string]string{"reason": "The same passport"}).wants(t, http.StatusOK, "Amira Noor", "was merged into this one", "Undo the merge with local id 2001")
	v.fill(personPath(amira, "/record/unmerge?of=", other.id.String()), map[string]string{"reason": "Two sisters"}).wants(t, http.StatusOK, "Merge undone")
	v.get(personPath(other.id)).wants(t, http.StatusOK, "Amirah Noor")
}

func TestChangeDetails(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(priya)
	path := personPath(amira, "/record/details")
	page := v.get(path).wants(t, http.StatusOK, `value="Amira"`, `value="Noor"`, `value="2007"`)
	v.post(path, filled(t, page, nil)).wants(t, http.StatusUnprocessableEntity, "Change what is not right any more")
	t.Run("a date of birth that takes a duty away needs a manager", func(t *testing.T) {
		v.post(path, filled(t, page, map[string]string{"dateOfBirth-year": "2001"})).wants(t, http.StatusUnprocessableEntity, `<a href="#approver">This date of birth changes what is owed to them`)
	})
	form := filled(t, page, map[string]string{"familyName": "Noor-Khan", "contactPoints-0-kind": "phone", "contactPoints-0-value": "07700 900123", "reason": "Married"})
	v.post(path, form).wants(t, http.StatusOK, "Details changed", "Amira Noor-Khan", "Married", "07700 900123")
	v.get("/api/v1"+personPath(amira, "/timeline")).wants(t, http.StatusOK, `"facts":{"familyName":"Noor-Khan","contactPoints":[{"kind":"phone"`)
	t.Run("who fills in a form that somebody else has overtaken is told", func(t *testing.T) {
		stale := filled(t, page, map[string]string{"familyName": "Nour"})
		stale.Set("event", newID())
		v.post(path, stale).wants(t, http.StatusUnprocessableEntity, "Somebody else has changed this meanwhile")
	})
	t.Run("what is emptied is taken out", func(t *testing.T) {
		page := v.get(path).wants(t, http.StatusOK, `value="07700 900123"`)
		v.post(path, filled(t, page, map[string]string{"contactPoints-0-kind": "", "contactPoints-0-value": ""})).wants(t, http.StatusOK, "Details changed", "Contact points")
	})
}
