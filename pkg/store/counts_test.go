package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// On any day everybody is in one bucket, and the counts, the register and the
// counts by team and by adviser say the same (I1, I4).
func TestTheCountsAreThoseOfTheRegister(t *testing.T) {
	h := newHouse(t)
	five(h)
	for days := -2; days < 140; days += 3 {
		c, err := h.db.Counts(h.ctx(), authority, on(days))
		h.do(err)
		page, err := h.db.Register(h.ctx(), store.RegisterQuery{Authority: authority, On: on(days), Buckets: everyBucket()})
		h.do(err)
		listed := map[duty.Bucket]int{}
		for _, r := range page.Rows {
			listed[r.Standing.Bucket]++
		}
		sum := 0
		for _, b := range duty.Buckets {
			if c.Buckets[b.Code] != listed[b.Code] {
				t.Errorf("on day %d the count of %s is %d, listed are %d", days, b.Code, c.Buckets[b.Code], listed[b.Code])
			}
			if b.Code != duty.Closed {
				sum += c.Buckets[b.Code]
			}
		}
		if c.Register != sum || h.grouped(h.db.CountsByTeam(h.ctx(), authority, on(days))) != sum || h.grouped(h.db.CountsByAdviser(h.ctx(), authority, "", on(days))) != sum {
			t.Errorf("on day %d N is %d, the buckets add up to %d", days, c.Register, sum)
		}
	}
}

func everyBucket() []duty.Bucket {
	var all []duty.Bucket
	for _, b := range duty.Buckets {
		all = append(all, b.Code)
	}
	return all
}

func (h *house) grouped(groups []store.Group, err error) (sum int) {
	h.t.Helper()
	h.do(err)
	for _, g := range groups {
		sum += g.N
	}
	return sum
}

func TestTheClosedAreCountedByWhy(t *testing.T) {
	h := newHouse(t)
	five(h)
	c, err := h.db.Counts(h.ctx(), authority, on(31))
	h.do(err)
	if len(c.Closed) != 1 || c.Closed[duty.ClosedDied] != 1 || c.Register != 4 {
		t.Errorf("%+v; want one closed, died, and 4 on the register", c)
	}
}

func TestCountsOfATeamAndAnAdviser(t *testing.T) {
	h := newHouse(t)
	five(h)
	teams, err := h.db.CountsByTeam(h.ctx(), authority, on(12))
	h.do(err)
	if len(teams) != 4 || teams[0].Team != "" || teams[1].Team != "North" || teams[3].Team != "South" {
		t.Errorf("%+v; want none, North in two buckets, South", teams)
	}
	advisers, err := h.db.CountsByAdviser(h.ctx(), authority, "NORTH", on(12))
	h.do(err)
	if len(advisers) != 2 || advisers[0].Adviser != adam || advisers[0].Name != "adam" {
		t.Errorf("%+v; want adam's in two buckets", advisers)
	}
}

func TestSeenSince(t *testing.T) {
	h := newHouse(t)
	amira(h)
	for since, want := range map[int]int{10: 1, 11: 0} {
		if n, err := h.db.SeenSince(h.ctx(), authority, on(30), on(since)); err != nil || n != want {
			t.Errorf("seen since day %d: %d, %v; want %d", since, n, err, want)
		}
	}
}

func TestRowsThatNameNobodyAreCountedUntilSettled(t *testing.T) {
	h := newHouse(t)
	row := opens(noOne, care.AreaImport, care.RowSetAside{Row: 4, AsAt: on(1), Reason: "No id", Cells: map[string]string{"Name": "?"}}, 3)
	h.tell(registered(1, "A", "B"), row, then(row, care.RowSettled{How: "It is A", Person: person(1)}, 6))
	for days, want := range map[int]int{2: 0, 3: 1, 5: 1, 6: 0} {
		c, err := h.db.Counts(h.ctx(), authority, on(days))
		h.do(err)
		if c.NotYet != want {
			t.Errorf("on day %d %d rows are not yet on the register, want %d", days, c.NotYet, want)
		}
	}
	rows, err := h.db.SetAside(h.ctx(), authority)
	h.do(err)
	if len(rows) != 1 || rows[0].Facts.Row != 4 || rows[0].Facts.Cells["Name"] != "?" || rows[0].Person != person(1) || rows[0].Settled != "It is A" || rows[0].Position != 3 {
		t.Errorf("%+v", rows)
	}
}

func TestCoverageSaysOfHowManyTheTablesCanBeTrusted(t *testing.T) {
	h := newHouse(t)
	five(h)
	h.exec(`UPDATE read.person SET incomplete = 'An event cannot be read.' WHERE local_id = 'L/1'`)
	h.exec(`INSERT INTO read.dirty (authority, person, parked_at) SELECT authority, person, 3 FROM read.person WHERE local_id = 'L/1'`)
	h.exec(`INSERT INTO read.dirty (authority, person, seq) SELECT authority, person, 9 FROM read.person WHERE local_id = 'L/2'`)
	h.exec(`UPDATE read.person SET next_look = '2025-01-01' WHERE local_id = 'L/3'`)
	h.exec(`UPDATE read.person SET next_look = '9999-12-31' WHERE local_id = 'L/4'`)
	h.exec(`UPDATE read.cursor SET meant = 8`)
	c, err := h.db.Coverage(h.ctx(), authority, start.AddDate(0, 0, 95))
	h.do(err)
	if c.Register != 4 || c.Incomplete != 1 || c.Outdated != 1 || c.ToLook != 1 || c.Evaluated != 1 {
		t.Errorf("%+v; want of 4 one incomplete, one outdated, one to look at, one evaluated", c)
	}
	if c.Position.Meant != 8 || c.Position.Stored != uint64(len(h.log)) || !c.Oldest.Equal(h.log[8].RecordedAt) {
		t.Errorf("position %+v, oldest %s", c.Position, c.Oldest)
	}
}

func (h *house) exec(sql string) {
	h.t.Helper()
	_, err := h.pool.Exec(h.ctx(), sql)
	h.do(err)
}

func TestReceiptsAreKept(t *testing.T) {
	h := newHouse(t)
	if _, err := h.db.LastReceipt(h.ctx(), authority); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("before the first receipt: %v, want ErrNotFound", err)
	}
	for n := range 3 {
		r := store.Receipt{Authority: authority, LogEnd: uint64(n), Raised: n, Coverage: store.Coverage{At: start.Add(time.Duration(n) * time.Hour), On: on(0), Register: 9, Evaluated: 9}}
		h.do(h.db.SaveReceipt(h.ctx(), r))
	}
	last, err := h.db.LastReceipt(h.ctx(), authority)
	h.do(err)
	if last.LogEnd != 2 || last.Raised != 2 || last.Register != 9 || !last.At.Equal(start.Add(2*time.Hour)) || last.On != on(0) {
		t.Errorf("%+v", last)
	}
}

func TestWhoLookedIsKept(t *testing.T) {
	h := newHouse(t)
	for n := range 3 {
		e := store.AuditEntry{At: start.Add(time.Duration(n) * time.Minute), Authority: authority, Who: adam, Roles: []care.StaffRole{care.RolePA}, Action: "view_person", Person: person(1), Allowed: n != 1, Reason: "theirs"}
		h.do(h.db.Audit(h.ctx(), e))
	}
	h.do(h.db.Audit(h.ctx(), store.AuditEntry{At: start, Authority: authority, Who: eve, Action: "list_register"}))
	entries, err := h.db.AuditOf(h.ctx(), authority, person(1), start.Add(2*time.Minute), 1)
	h.do(err)
	if len(entries) != 1 || entries[0].Allowed || entries[0].Who != adam || entries[0].Roles[0] != care.RolePA {
		t.Errorf("%+v; want the second of the three", entries)
	}
}

func TestNoticesAndAttempts(t *testing.T) {
	h := newHouse(t)
	alert, notice := uuid.New(), uuid.New()
	told := opens(noOne, care.AreaNotice, care.NoticeTold{Alert: alert, Person: person(1), To: adam, Reason: "raised", Channel: "mail", Outcome: "told"}, 1)
	h.tell(told)
	notices, err := h.db.Notices(h.ctx(), authority, []uuid.UUID{alert})
	h.do(err)
	if len(notices) != 1 || notices[0].NoticeTold != told.Fact.(care.NoticeTold) || notices[0].Record != told.Record {
		t.Errorf("%+v", notices)
	}
	h.do(h.db.SaveNoticeAttempt(h.ctx(), store.NoticeAttempt{At: start, Authority: authority, Notice: notice, Alert: alert, To: adam, Channel: "mail", Outcome: "refused", TryAfter: start.Add(time.Minute)}))
	tries, err := h.db.NoticeAttempts(h.ctx(), authority, []uuid.UUID{notice})
	h.do(err)
	if len(tries) != 1 || tries[0].Outcome != "refused" || !tries[0].TryAfter.Equal(start.Add(time.Minute)) {
		t.Errorf("%+v", tries)
	}
}
