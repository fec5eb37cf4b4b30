package returns

import (
	"io"
	"runtime"
	"testing"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// A hundred thousand people on List 9: how long, and how much memory at most.
func BenchmarkAHundredThousandRows(b *testing.B) {
	l := aLife()
	l.home("2026-02-01", "U")
	l.contact("2026-06-01", care.Called)
	cells, _ := l.subject(b, today).list9()
	for _, f := range Formats {
		b.Run(string(f.Code), func(b *testing.B) {
			for b.Loop() {
				var most uint64
				err := write(io.Discard, f.Code, Head{Name: "List 9", Columns: list9Columns, On: today}, func(row func(Row) error) error {
					for i := range 100_000 {
						if err := row(Row{uuid.Nil, cells}); err != nil {
							return err
						}
						if i%1000 == 0 {
							var m runtime.MemStats
							runtime.ReadMemStats(&m)
							most = max(most, m.HeapInuse)
						}
					}
					return nil
				})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(most>>20), "MB-at-most")
			}
		})
	}
}

// BenchmarkARow is what a person costs.
func BenchmarkARow(b *testing.B) {
	l := aLife()
	l.home("2026-02-01", "U")
	for i := range 100 {
		l.contact(day("2026-01-02").AddDays(i).String(), care.Called)
	}
	s := l.subject(b, today)
	for b.Loop() {
		s.list9()
	}
}
