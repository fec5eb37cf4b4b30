package projector_test

import (
	"errors"
	"testing"

	"intouch/pkg/store"
	"intouch/pkg/wire"
)

func TestABatchThatComesTwiceTakesEffectOnce(t *testing.T) {
	h := newHouse(t)
	h.publish(registered(1))
	h.catchUp()
	before := h.tables()
	w, err := h.db.Writer(t.Context(), store.Read, authority)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	m := must(wire.Encode(called(1, 3)))
	m.Position = 1
	err = w.Write(t.Context(), func(tx *store.Tx) error {
		cursor, err := tx.Cursor(t.Context())
		if err != nil {
			return err
		}
		if err := tx.Keep(t.Context(), []store.Kept{{Message: wire.Message{Position: 2, Subject: m.Subject, Header: m.Header, Body: m.Body}, Person: person(1)}}); err != nil {
			return err
		}
		return tx.Advance(t.Context(), 0, cursor) // as whoever has not seen position 1
	})
	if !errors.Is(err, store.ErrMovedOn) {
		t.Errorf("write: %v, want ErrMovedOn", err)
	}
	wantSame(t, before, h.tables(), "before", "after")
}
