package importing

import (
	"fmt"
	"testing"
)

// BenchmarkFiveThousandRows reads a register of 5,000 people and tells all of
// it, against a log in memory: our side of an import.
func BenchmarkFiveThousandRows(b *testing.B) {
	people := make([]person, 5000)
	for i := range people {
		people[i] = mia(fmt.Sprint(7_000_000+i), person{ColumnWorker: fmt.Sprint("Worker Number ", i%60), ColumnAccommodation: typed[ColumnAccommodation][i%14]})
	}
	file := listOf(people...).xlsx(b, "List 9")
	for b.Loop() {
		l, err := open(file)
		if err != nil {
			b.Fatal(err)
		}
		read := newReader(l, june1)
		for _, g := range l.rows[1:] {
			t := telling{authority: council, asAt: june1, row: read.read(g), person: knownFrom(idOf("x"), nil)}
			t.tell()
		}
	}
	b.ReportMetric(float64(len(people)*b.N)/b.Elapsed().Seconds(), "rows/s")
}
