package projector_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

func TestWhatIsPublishedIsInTheTables(t *testing.T) {
	h := newHouse(t)
	h.publish(joined("adam"), registered(1), allocated(1, adam, 0), called(1, 3))
	h.catchUp()
	if n := one[int](h, "SELECT count(*) FROM read.event"); n != 4 {
		t.Errorf("%d events are kept, want 4", n)
	}
	if got := h.bucket(1, 4); got != "in_touch" {
		t.Errorf("bucket %q, want in_touch", got)
	}
	if n := one[int](h, "SELECT count(*) FROM read.dirty"); n != 0 {
		t.Errorf("%d people are dirty, want none", n)
	}
	h.wantRebuiltSame()
}

// bucket is that of the standing which holds the day, some days after the start.
func (h *house) bucket(n, days int) string {
	h.t.Helper()
	return one[string](h, `SELECT coalesce((SELECT bucket FROM read.standing WHERE person = $1 AND from_day <= $2 AND until_day > $2), 'none')`, person(n), onDay(days))
}

func TestRowsThatDoNotChangeAreNotWrittenAgain(t *testing.T) {
	h := newHouse(t)
	stop := h.run()
	h.publish(joined("adam"), registered(1), registered(2), movedIn(1, 1), movedIn(2, 1), called(1, 3))
	h.wait()
	const rows = `SELECT coalesce(string_agg(xmin::text || ctid::text, ' ' ORDER BY ctid), '') FROM read.%s WHERE person = $1`
	before := map[string]string{}
	for _, table := range []string{"person", "standing", "whereabouts", "activity", "deadline"} {
		before[table] = one[string](h, fmt.Sprintf(rows, table), person(2))
	}
	past := one[[]string](h, "SELECT array_agg(xmin::text || ctid::text) FROM read.standing WHERE person = $1", person(1))
	h.publish(called(1, 20))
	h.wait()
	for table, was := range before {
		if is := one[string](h, fmt.Sprintf(rows, table), person(2)); is != was {
			t.Errorf("table %s: the rows of somebody to whom nothing happened were written again", table)
		}
	}
	kept := one[int](h, "SELECT count(*) FROM read.standing WHERE person = $1 AND xmin::text || ctid::text = ANY($2)", person(1), past)
	if kept == 0 || kept >= len(past) {
		t.Errorf("%d of the %d standings were left alone, want some: those of the past", kept, len(past))
	}
	stop()
}

func TestAPolicyReachesEverybody(t *testing.T) {
	h := newHouse(t)
	stop := h.run()
	for n := range 20 {
		h.publish(registered(n))
	}
	h.wait()
	stricter := string(policyText("everyDays: 56", "everyDays: 28"))
	h.publish(called(1, 3), published(2, 4, stricter), published(3, 5, "not: [a policy"))
	h.wait()
	if n := one[int](h, "SELECT count(*) FROM read.person WHERE policy_version = 2"); n != 20 {
		t.Errorf("%d of 20 people follow version 2; a version that cannot be read must not count", n)
	}
	due := one[care.Day](h, "SELECT due FROM read.deadline WHERE rule = 'keep-in-touch' AND person = $1 AND until_day > $2 LIMIT 1", person(1), onDay(40))
	if due != onDay(3+28) {
		t.Errorf("keep in touch by %s, want %s", due, onDay(3+28))
	}
	stop()
	h.wantRebuiltSame()
}

func TestTheFirstImportConcernsEverybody(t *testing.T) {
	h := newHouse(t)
	stop := h.run()
	h.publish(registered(1), registered(2))
	h.wait()
	began := opens(care.PersonID{}, care.AreaImport, care.ImportStarted{Format: "annex-a-list-9", AsAt: onDay(200)}, 200)
	h.publish(began)
	h.wait()
	if got := one[care.Day](h, "SELECT first_import FROM read.cursor"); got != onDay(200) {
		t.Errorf("first import %s, want %s", got, onDay(200))
	}
	if n := one[int](h, "SELECT count(DISTINCT person) FROM read.deadline WHERE origin = 'baseline'"); n != 2 {
		t.Errorf("%d of 2 people have what was missed before going live as baseline", n)
	}
	stop()
	h.wantRebuiltSame()
}

func TestRowsOfOlderRulesAreDerivedAgain(t *testing.T) {
	h := newHouse(t)
	h.publish(joined("adam"), registered(1), allocated(1, adam, 0), called(1, 3))
	h.catchUp()
	before := h.tables()
	h.exec("UPDATE read.person SET rules_version = 0; UPDATE read.cursor SET rules = 0; DELETE FROM read.staff; UPDATE read.deadline SET source = 'older rules'")
	stop := h.run()
	h.until("SELECT NOT EXISTS (SELECT FROM read.person WHERE rules_version = 0)")
	stop()
	wantSame(t, before, h.tables(), "before", "after")
}

func TestAParkedPersonIsTriedAgainAtTheNextStart(t *testing.T) {
	h := newHouse(t)
	h.publish(registered(1))
	spoilt(h, called(1, 3), func(m *nats.Msg) { m.Header[wire.HeaderType] = []string{"care.contact.dreamt.v1"} })
	h.publish(called(1, 5))
	h.catchUp()
	// As if this program knew the type.
	h.exec(`UPDATE read.event SET head = convert_to(replace(convert_from(head, 'UTF8'), 'dreamt', 'made'), 'UTF8') WHERE seq = 2`)
	stop := h.run()
	h.until("SELECT EXISTS (SELECT FROM read.person WHERE incomplete = '' AND spoken_on IS NOT NULL)")
	stop()
	if got := one[care.Day](h, "SELECT spoken_on FROM read.person"); got != onDay(5) {
		t.Errorf("last spoken to %s, want %s: what had waited counts now", got, onDay(5))
	}
	if n := one[int](h, "SELECT count(*) FROM read.dirty"); n != 0 {
		t.Errorf("%d people are still parked", n)
	}
}

// until waits until a query says true.
func (h *house) until(sql string) {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), patience)
	defer cancel()
	for !one[bool](h, sql) {
		if pause(ctx, 5*time.Millisecond); ctx.Err() != nil {
			h.t.Fatalf("never: %s", sql)
		}
	}
}
