package store

import (
	"encoding/binary"
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// rows are rows of one table in the binary format of COPY: of each row the
// number of its fields, then of each field the length and the bytes. It is also
// what PostgreSQL sends when a row is read back, so rows are compared as bytes:
// the same bytes, the same row.
type rows struct {
	buf    []byte
	starts []int // where each row begins
}

// tuple is one row.
type tuple []byte

// begin begins another row.
func (r *rows) begin() {
	r.starts = append(r.starts, len(r.buf))
	r.buf = append(r.buf, 0, 0)
}

// row returns the i-th row.
func (r *rows) row(i int) tuple {
	if i+1 < len(r.starts) {
		return r.buf[r.starts[i]:r.starts[i+1]]
	}
	return r.buf[r.starts[i]:]
}

// take adds a row from elsewhere.
func (r *rows) take(t tuple) {
	r.starts = append(r.starts, len(r.buf))
	r.buf = append(r.buf, t...)
}

// field begins a field of n bytes; -1 is null.
func (r *rows) field(n int) {
	count := r.buf[r.starts[len(r.starts)-1]:]
	binary.BigEndian.PutUint16(count, binary.BigEndian.Uint16(count)+1)
	r.number32(uint32(int32(n)))
}

func (r *rows) number32(n uint32) { r.buf = binary.BigEndian.AppendUint32(r.buf, n) }

func (r *rows) null() { r.field(-1) }

// text adds a text. What PostgreSQL cannot store in one, and nobody can have
// typed, is replaced: an odd event must not stop the tables.
func (r *rows) text(s string) {
	s = storable(s)
	r.field(len(s))
	r.buf = append(r.buf, s...)
}

func storable(s string) string {
	const replacement = string(utf8.RuneError)
	if strings.IndexByte(s, 0) < 0 && utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", replacement), replacement)
}

func (r *rows) bytes(b []byte) {
	r.field(len(b))
	r.buf = append(r.buf, b...)
}

func (r *rows) bool(b bool) {
	r.field(1)
	if b {
		r.buf = append(r.buf, 1)
		return
	}
	r.buf = append(r.buf, 0)
}

func (r *rows) int(n int) {
	r.field(4)
	r.number32(uint32(int32(max(math.MinInt32, min(n, math.MaxInt32)))))
}

func (r *rows) position(p uint64) {
	r.field(8)
	r.buf = binary.BigEndian.AppendUint64(r.buf, p)
}

// id adds an id; the zero one is null.
func (r *rows) id(id uuid.UUID) {
	if id == uuid.Nil {
		r.null()
		return
	}
	r.bytes(id[:])
}

// PostgreSQL counts days and microseconds from the first of January 2000.
var (
	postgresDay  = care.NewDay(2000, time.January, 1)
	postgresTime = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC).UnixMicro()
)

// day adds a day; none is null.
func (r *rows) day(d care.Day) {
	if d.IsZero() {
		r.null()
		return
	}
	r.int(int(d - postgresDay))
}

// time adds an instant, to the microsecond; none is null.
func (r *rows) time(at time.Time) {
	if at.IsZero() {
		r.null()
		return
	}
	r.position(uint64(at.UnixMicro() - postgresTime))
}

// when adds the day and, in a field of its own, the instant if that was told.
func (r *rows) when(w care.When) {
	r.day(w.Day())
	at, _ := w.Instant()
	r.time(at)
}

// The object ids of the types that stand in arrays.
const (
	oidText = 25
	oidDate = 1082
	oidTime = 1184 // timestamptz
	oidUUID = 2950
)

// array adds a one-dimensional array of n elements; each appends one, its
// length before it.
func (r *rows) array(oid uint32, n int, element func(i int)) {
	r.field(0)
	begins := len(r.buf)
	if n == 0 {
		r.header(0, 0, oid)
	} else {
		r.header(1, 0, oid, uint32(n), 1) // dimensions, no nulls, type, length, first index
	}
	for i := range n {
		element(i)
	}
	binary.BigEndian.PutUint32(r.buf[begins-4:], uint32(len(r.buf)-begins))
}

func (r *rows) header(numbers ...uint32) {
	for _, n := range numbers {
		r.number32(n)
	}
}

func texts[T ~string](r *rows, list []T) {
	r.array(oidText, len(list), func(i int) {
		s := storable(string(list[i]))
		r.number32(uint32(len(s)))
		r.buf = append(r.buf, s...)
	})
}

func (r *rows) ids(list []uuid.UUID) {
	r.array(oidUUID, len(list), func(i int) {
		r.number32(uint32(len(list[i])))
		r.buf = append(r.buf, list[i][:]...)
	})
}

// late adds two arrays: when each was recorded, and from when it counts.
func (r *rows) late(list []Late) {
	r.array(oidTime, len(list), func(i int) {
		r.number32(8)
		r.buf = binary.BigEndian.AppendUint64(r.buf, uint64(list[i].At.UnixMicro()-postgresTime))
	})
	from := make([]care.Day, len(list))
	for i, l := range list {
		from[i] = l.From
	}
	r.days(from)
}

func (r *rows) days(list []care.Day) {
	r.array(oidDate, len(list), func(i int) { r.header(4, uint32(int32(list[i]-postgresDay))) })
}
