package importing

import (
	"context"
	"encoding/json"
	"fmt"

	care "intouch/pkg/careleaver"
)

// Book keeps the answers of imports as they come, outside the log: whoever asks
// sees how far an import is, one that broke off goes on with the answers that it
// had, and answers can be looked up later. The store has one.
type Book interface {
	// OpenImport begins an import, or goes on with one that broke off: then it
	// returns how many rows from the first are answered, and which of them
	// failed. What is known of an import that was finished begins anew.
	OpenImport(ctx context.Context, authority string, id care.EventID, about json.RawMessage, total int) (done int, failed []int, err error)
	// WriteAnswers keeps answers by the place of their rows; a second answer
	// for a row replaces the first.
	WriteAnswers(ctx context.Context, authority string, id care.EventID, places []int, answers []string, texts [][]byte) error
	// CloseImport keeps the report, and whether it is finished.
	CloseImport(ctx context.Context, authority string, id care.EventID, about json.RawMessage, finished bool) error
	// CountAnswers counts the answers that are kept, by answer, and the questions.
	CountAnswers(ctx context.Context, authority string, id care.EventID) (answers map[string]int, questions int, err error)
}

// kept is what an earlier run of the same import has answered.
type kept struct {
	resumed bool
	done    int          // rows from the first
	failed  map[int]bool // among them
}

// has reports whether a row needs no other answer.
func (k kept) has(at int) bool { return at <= k.done && !k.failed[at] }

func (r *run) openBook(ctx context.Context) error {
	if r.Book == nil {
		return nil
	}
	done, failed, err := r.Book.OpenImport(ctx, r.Caller.Authority, r.id, r.about(), r.report.Total)
	if err != nil {
		return fmt.Errorf("open the book of answers: %w", err)
	}
	r.kept = kept{resumed: done > 0, done: done, failed: map[int]bool{}}
	for _, at := range failed {
		r.kept.failed[at] = true
	}
	return nil
}

// about is the report as it stands, without its rows.
func (r *run) about() json.RawMessage {
	head := r.report
	head.Rows = nil
	text, _ := json.Marshal(head) // texts and numbers only
	return text
}

// write keeps the answers of a batch: in the book, or else in the report.
func (r *run) write(ctx context.Context, rows []RowReport) error {
	if r.Book == nil {
		r.report.Rows = append(r.report.Rows, rows...)
		return nil
	}
	var places []int
	var answers []string
	var texts [][]byte
	for _, row := range rows {
		text, err := json.Marshal(row)
		if err != nil {
			return fmt.Errorf("keep the answer to row %d: %w", row.Row, err)
		}
		places, answers, texts = append(places, row.at), append(answers, string(row.Answer)), append(texts, text)
	}
	// What was answered is answered, be the import stopped or not.
	if err := r.Book.WriteAnswers(context.WithoutCancel(ctx), r.Caller.Authority, r.id, places, answers, texts); err != nil {
		return fmt.Errorf("keep the answers: %w", err)
	}
	return nil
}

// recount takes the counts from the book, where an earlier run has answered some.
func (r *run) recount(ctx context.Context) {
	if r.Book == nil {
		return
	}
	answers, questions, err := r.Book.CountAnswers(context.WithoutCancel(ctx), r.Caller.Authority, r.id)
	if err != nil {
		r.report.warn("The answers could not be counted.")
		return
	}
	r.report.Counts, r.report.Asked = map[Answer]int{}, questions
	for a, n := range answers {
		r.report.Counts[Answer(a)] = n
	}
}

func (r *run) closeBook(ctx context.Context) {
	if r.Book == nil {
		return
	}
	if err := r.Book.CloseImport(context.WithoutCancel(ctx), r.Caller.Authority, r.id, r.about(), r.report.Finished); err != nil {
		r.report.warn("The answers are kept, and the end of the import could not be written beside them.")
	}
}
