package intake

import (
	"context"

	care "intouch/pkg/careleaver"
)

// allowImport: what an import left open is settled once.
func allowImport(_ context.Context, d *decision, f care.Fact) error {
	const settled = "This was settled already."
	switch f.(type) {
	case care.RowSettled:
		_, done := care.Last[care.RowSettled](d.stands())
		return unless(!done, settled)
	case care.CellSettled:
		_, done := care.Last[care.CellSettled](d.stands())
		return unless(!done, settled)
	case care.ImportFinished:
		_, done := care.Last[care.ImportFinished](d.stands())
		return unless(!done, "This import has finished already.")
	}
	return nil
}
