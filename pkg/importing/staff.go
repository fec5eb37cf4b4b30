package importing

import (
	"context"
	"sync"

	care "intouch/pkg/careleaver"
)

// workplace is the staff whom the list names.
type workplace struct {
	authority string
	source    string
	send      Send
	mu        sync.Mutex
	known     map[care.StaffID]bool
}

// join says of the workers whom a row names that they work for the authority,
// each once. It gives them no role, so a list lets nobody in.
func (w *workplace) join(ctx context.Context, r row) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, name := range []string{r.adviser.or(""), r.worker.or("")} {
		id := care.NewStaffID(w.authority, name)
		if name == "" || w.known[id] {
			continue
		}
		e := care.Event{ID: id, Authority: w.authority, Area: care.AreaStaff, Record: care.NewRecordID(id), Fact: care.StaffJoined{Name: name}, Source: w.source}
		if _, err := w.send(ctx, e, 0); err != nil {
			return err
		}
		w.known[id] = true
	}
	return nil
}
