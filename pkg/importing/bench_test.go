package importing

import (
	"fmt"
	"testing"
)

// fiveThousand is a workbook with a register of 5,000 people.
func fiveThousand(b *testing.B) []byte {
	people := make([]person, 5000)
	for i := range people {
		people[i] = mia(fmt.Sprint(7_000_000+i), person{ColumnWorker: fmt.Sprint("Worker Number ", i%60), ColumnAccommodation: typed[ColumnAccommodation][i%14]})
	}
	return listOf(people...).xlsx(b, "List 9")
}

// BenchmarkReading reads such a register and finds what it means: our side of
// an import.
func BenchmarkReading(b *testing.B) {
	file := fiveThousand(b)
	for b.Loop() {
		l := mustOpen(b, file)
		for _, g := range l.rows[1:] {
			t := telling{authority: council, asAt: june1, listOf: june1, until: june1, row: l.read(g), person: knownFrom(idOf("x"), nil)}
			t.tell()
		}
	}
	b.ReportMetric(5000*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkImporting takes it into a real log, every event synced to the disk.
func BenchmarkImporting(b *testing.B) {
	file := fiveThousand(b)
	for b.Loop() {
		b.StopTimer()
		w, empty := newTown(b), &register{TB: b}
		job := empty.job(june1, file)
		job.Send = w.send
		b.StartTimer()
		report, err := List9(b.Context(), job)
		if err != nil || !report.Finished || report.Counts[TakenOn] != 5000 {
			b.Fatalf("%v, %v", err, report.Counts)
		}
		b.ReportMetric(float64(len(report.Rows))/b.Elapsed().Seconds(), "rows/s")
	}
}
