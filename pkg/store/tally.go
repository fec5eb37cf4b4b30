package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// tallied is a cell of table tally.
type tallied struct {
	bucket, reason string
	day            care.Day
}

// count adds to tally the standings that came and takes off those that went.
func (tx *Tx) count(ctx context.Context, standings delta) error {
	sum := map[tallied]int{}
	for _, t := range standings.was {
		tally(sum, t, -1)
	}
	for _, r := range standings.fresh {
		for i := range r.starts {
			tally(sum, r.row(i), 1)
		}
	}
	var buckets, reasons []string
	var days []care.Day
	var numbers []int
	for cell, n := range sum {
		if n != 0 {
			buckets, reasons, days, numbers = append(buckets, cell.bucket), append(reasons, cell.reason), append(days, cell.day), append(numbers, n)
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	return tx.addToTally(ctx, buckets, reasons, days, numbers)
}

// tally counts a standing in, or with n = -1 out: where it begins and ends.
func tally(sum map[tallied]int, standing tuple, n int) {
	var f [6][]byte // authority, person, from, until, bucket, reasons
	standing.fields(f[:])
	cell := tallied{bucket: string(f[4]), day: dayIn(f[2])}
	if cell.bucket == string(duty.Closed) {
		cell.reason = firstText(f[5])
	}
	sum[cell] += n
	if cell.day = dayIn(f[3]); cell.day < care.Forever {
		sum[cell] -= n
	}
}

func (tx *Tx) addToTally(ctx context.Context, buckets, reasons []string, days []care.Day, numbers []int) error {
	var b pgx.Batch
	b.Queue(`
		INSERT INTO tally (authority, bucket, reason, day, n)
		SELECT $1, * FROM unnest($2::text[], $3::text[], $4::date[], $5::int[])
		ON CONFLICT (authority, bucket, reason, day) DO UPDATE SET n = tally.n + excluded.n`,
		tx.authority, buckets, reasons, days, numbers)
	b.Queue(`
		DELETE FROM tally USING unnest($2::text[], $3::text[], $4::date[]) AS cell (bucket, reason, day)
		WHERE tally.authority = $1 AND tally.bucket = cell.bucket AND tally.reason = cell.reason AND tally.day = cell.day AND n = 0`,
		tx.authority, buckets, reasons, days)
	return tx.SendBatch(ctx, &b).Close()
}
