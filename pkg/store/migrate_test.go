package store_test

import (
	"errors"
	"sync"
	"testing"

	"intouch/pkg/store"
	"intouch/pkg/store/storetest"
)

func TestMigrateMayBeRunByManyAtOnceAndAgain(t *testing.T) {
	pool := storetest.New(t)
	if _, err := pool.Exec(t.Context(), "DROP SCHEMA read CASCADE; DROP SCHEMA kept CASCADE"); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if err := store.Migrate(t.Context(), pool); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if err := store.Open(pool).Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestTablesOfAnotherVersionAreLeftAloneAndRefused(t *testing.T) {
	pool := storetest.New(t)
	if _, err := pool.Exec(t.Context(), "COMMENT ON SCHEMA read IS 'InTouch tables 0'; ALTER TABLE read.person DROP COLUMN words"); err != nil {
		t.Fatal(err)
	}
	if err := store.Migrate(t.Context(), pool); err != nil {
		t.Fatal(err)
	}
	if err := store.Open(pool).Check(t.Context()); !errors.Is(err, store.ErrOtherTables) {
		t.Errorf("Check: %v, want ErrOtherTables", err)
	}
}
