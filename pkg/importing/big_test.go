package importing

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/xuri/excelize/v2"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
)

// shelf is a book that keeps nothing.
type shelf struct{}

func (shelf) OpenImport(context.Context, string, care.EventID, json.RawMessage, int) (int, []int, error) {
	return 0, nil, nil
}
func (shelf) WriteAnswers(context.Context, string, care.EventID, []int, []string, [][]byte) error {
	return nil
}
func (shelf) CloseImport(context.Context, string, care.EventID, json.RawMessage, bool) error {
	return nil
}
func (shelf) CountAnswers(context.Context, string, care.EventID) (map[string]int, int, error) {
	return nil, 0, nil
}

const many = 200_000

func manyRow(i int) []any {
	return []any{fmt.Sprint("p", i%700), care.NewDay(2024, 1, 1).AddDays(i / 700).Long(), []string{"Phone", "Home visit", "WhatsApp"}[i%3], []string{"spoke", "no reply", "seen"}[i%3], fmt.Sprint("Worker ", i%30), fmt.Sprint("a note of some length about contact ", i)}
}

func manyCSV(b *testing.B) *os.File {
	f, err := os.CreateTemp(b.TempDir(), "")
	if err != nil {
		b.Fatal(err)
	}
	fmt.Fprintln(f, "ID,Date,Type,Outcome,Worker,Note")
	for i := range many {
		r := manyRow(i)
		fmt.Fprintf(f, "%s,%s,%s,%s,%s,%s\n", r...)
	}
	return f
}

func manyXLSX(b *testing.B) *os.File {
	book := excelize.NewFile()
	defer book.Close()
	w, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	w.SetRow("A1", []any{"ID", "Date", "Type", "Outcome", "Worker", "Note"})
	for i := range many {
		w.SetRow(fmt.Sprint("A", i+2), manyRow(i))
	}
	w.Flush()
	f, err := os.CreateTemp(b.TempDir(), "")
	if err == nil {
		err = book.Write(f)
	}
	if err != nil {
		b.Fatal(err)
	}
	return f
}

// BenchmarkManyRows takes in a sheet of 200,000 contacts, with a log and tables
// that answer at once, and says how much memory it needs at most.
func BenchmarkManyRows(b *testing.B) {
	for what, file := range map[string]func(*testing.B) *os.File{"CSV": manyCSV, "workbook": manyXLSX} {
		b.Run(what, func(b *testing.B) {
			f := file(b)
			defer f.Close()
			var position atomic.Uint64
			for b.Loop() {
				f.Seek(0, io.SeekStart)
				runtime.GC()
				var before, now runtime.MemStats
				runtime.ReadMemStats(&before)
				var peak uint64
				report, err := Import(b.Context(), Job{
					Caller: access.OperatorOf(council), Format: Contacts, AsAt: june1, File: f, Book: shelf{},
					Send: func(context.Context, care.Event, uint64) (Reply, error) {
						return Reply{Position: position.Add(1)}, nil
					},
					Events: func(context.Context, care.PersonID) ([]care.Event, error) { return nil, nil },
					Progress: func(done, _ int) {
						if done%5000 == 0 {
							runtime.ReadMemStats(&now)
							peak = max(peak, now.HeapInuse)
						}
					},
				})
				if err != nil || report.Total != many || report.Done != many {
					b.Fatalf("%v: %d of %d rows", err, report.Done, report.Total)
				}
				b.ReportMetric(float64(peak-before.HeapInuse)/(1<<20), "MB-peak")
			}
			b.ReportMetric(many*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
