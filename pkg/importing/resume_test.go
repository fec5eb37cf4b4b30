package importing

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	care "intouch/pkg/careleaver"
)

// notebook is a book in memory: the store's is in the tables.
type notebook struct {
	answers  map[int]string
	texts    map[int][]byte
	finished bool
	about    json.RawMessage
}

func newNotebook() *notebook { return &notebook{answers: map[int]string{}, texts: map[int][]byte{}} }

func (b *notebook) OpenImport(_ context.Context, _ string, _ care.EventID, about json.RawMessage, _ int) (done int, failed []int, err error) {
	if b.finished {
		*b = *newNotebook()
	}
	b.about = about
	for b.answers[done+1] != "" {
		if done++; b.answers[done] == string(Failed) {
			failed = append(failed, done)
		}
	}
	return done, failed, nil
}

func (b *notebook) WriteAnswers(_ context.Context, _ string, _ care.EventID, places []int, answers []string, texts [][]byte) error {
	for i, at := range places {
		b.answers[at], b.texts[at] = answers[i], texts[i]
	}
	return nil
}

func (b *notebook) CloseImport(_ context.Context, _ string, _ care.EventID, about json.RawMessage, finished bool) error {
	b.about, b.finished = about, finished
	return nil
}

func (b *notebook) CountAnswers(context.Context, string, care.EventID) (map[string]int, int, error) {
	counts, asked := map[string]int{}, 0
	for at, a := range b.answers {
		counts[a]++
		var row RowReport
		if err := json.Unmarshal(b.texts[at], &row); err != nil {
			return nil, 0, err
		}
		asked += len(row.Questions)
	}
	return counts, asked, nil
}

// rows are all answers in order, without notes about when something was asked.
func (b *notebook) rows() []string {
	var all []string
	for _, at := range slices.Sorted(maps.Keys(b.texts)) {
		all = append(all, string(b.texts[at]))
	}
	return all
}

// bigList is a sheet of contacts, or a list, of so many rows.
func bigList(f Format, rows int) []byte {
	var b strings.Builder
	if f == Contacts {
		b.WriteString("ID,Date,Type,Outcome,Note\n")
	} else {
		b.WriteString("Child Unique ID,Date of Birth,Eligibility Category,LA in Touch,Type of Accommodation,Allocated Personal Advisor\n")
	}
	for i := range rows {
		if f == Contacts {
			fmt.Fprintf(&b, "p%d,%02d/05/2026,%s,%s,note %d\n", i%40, i/40%28+1, []string{"Phone", "Home visit", "WhatsApp"}[i%3], []string{"spoke", "no reply", "pending", "seen", "sent"}[i%5], i)
		} else {
			fmt.Fprintf(&b, "%s,27/03/2006,Former relevant,%s,%s,Worker %d\n", []string{fmt.Sprint("p", i%(rows-7)), ""}[i%50/49], []string{"Yes", "perhaps", "Refu"}[i%3], []string{"U", "X", "Hostel", "B2"}[i%4], i%5)
		}
	}
	return []byte(b.String())
}

// Stopped at any send and begun again as often as it takes, an import ends with
// the same log and the same answers as in one go: nothing is told twice, and no
// row is answered otherwise.
func TestAnImportThatIsStoppedAnywhereEndsAsIfItHadNotBeen(t *testing.T) {
	for _, f := range []Format{Contacts, AnnexAList9} {
		file := bigList(f, 300)
		people := func() *register {
			g := newRegister(t)
			for i := range 40 {
				if f == Contacts {
					g.registersByHand(fmt.Sprint("p", i), may1, care.FormerRelevant)
				}
			}
			g.on(june2)
			return g
		}
		job := func(g *register, b *notebook) Job {
			j := g.job(june1, file)
			j.Format, j.Book = f, b
			return j
		}
		whole, wanted := people(), newNotebook()
		report, err := Import(t.Context(), job(whole, wanted))
		if err != nil || !report.Finished || report.Total < 290 || len(report.Rows) != 0 {
			t.Fatalf("%v: %s", err, report.Head())
		}
		for seed := range uint64(6) {
			rnd := rand.New(rand.NewPCG(seed, 1))
			g, book := people(), newNotebook()
			for tries := 0; ; tries++ {
				ctx, kill := context.WithCancel(t.Context())
				left := 20 + rnd.IntN(880)
				g.refuse = func(care.Event) error {
					if left--; left < 0 {
						kill()
						return errors.New("no answer")
					}
					return nil
				}
				j := job(g, book)
				j.File = bytes.NewReader(file)
				last, err := Import(ctx, j)
				kill()
				if err == nil && last.Finished {
					if !maps.Equal(last.Counts, report.Counts) || last.Asked != report.Asked {
						t.Fatalf("counted %v and %d questions, in one go %v and %d", last.Counts, last.Asked, report.Counts, report.Asked)
					}
					break
				}
				if tries > 100 {
					t.Fatal("it never ends")
				}
			}
			if got, want := facts(g), facts(whole); !slices.Equal(got, want) {
				t.Fatalf("the log holds %d facts, in one go %d", len(got), len(want))
			}
			for i, row := range book.rows() {
				if row != wanted.rows()[i] {
					t.Fatalf("answered\n%s\nin one go\n%s", row, wanted.rows()[i])
				}
			}
		}
	}
}
