package store

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// tuple is a row in the binary format of COPY: the number of its fields, then
// of each the length and the bytes. It is also what PostgreSQL sends when the
// row is read back, so rows are compared as bytes: equal tuples, equal rows.
type tuple []byte

func newTuple() tuple { return make(tuple, 2, 256) }

// add begins a field of n bytes; -1 is null.
func (t *tuple) add(n int) {
	fields := binary.BigEndian.Uint16(*t)
	binary.BigEndian.PutUint16(*t, fields+1)
	*t = binary.BigEndian.AppendUint32(*t, uint32(int32(n)))
}

func (t *tuple) raw(field []byte) {
	if field == nil {
		t.null()
		return
	}
	t.add(len(field))
	*t = append(*t, field...)
}

func (t *tuple) null() { t.add(-1) }

// text adds a text. What PostgreSQL cannot store in one, and nobody can have
// typed, is replaced: an odd event must not stop the tables.
func (t *tuple) text(s string) {
	if strings.IndexByte(s, 0) >= 0 || !utf8.ValidString(s) {
		s = strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", replacement), replacement)
	}
	t.add(len(s))
	*t = append(*t, s...)
}

const replacement = string(utf8.RuneError)

func (t *tuple) bytes(b []byte) {
	t.add(len(b))
	*t = append(*t, b...)
}

func (t *tuple) bool(b bool) {
	t.add(1)
	if b {
		*t = append(*t, 1)
		return
	}
	*t = append(*t, 0)
}

func (t *tuple) int(n int) {
	t.add(4)
	n = max(math.MinInt32, min(n, math.MaxInt32))
	*t = binary.BigEndian.AppendUint32(*t, uint32(int32(n)))
}

func (t *tuple) position(p uint64) {
	t.add(8)
	*t = binary.BigEndian.AppendUint64(*t, p)
}

// id adds an id; the zero one is null.
func (t *tuple) id(id uuid.UUID) {
	if id == uuid.Nil {
		t.null()
		return
	}
	t.add(len(id))
	*t = append(*t, id[:]...)
}

// PostgreSQL counts days and microseconds from the first of January 2000.
var (
	postgresDay  = care.NewDay(2000, time.January, 1)
	postgresTime = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
)

// day adds a day; none is null.
func (t *tuple) day(d care.Day) {
	if d.IsZero() {
		t.null()
		return
	}
	t.int(int(d - postgresDay))
}

// time adds an instant, to the microsecond; none is null.
func (t *tuple) time(at time.Time) {
	if at.IsZero() {
		t.null()
		return
	}
	t.position(uint64(at.UnixMicro() - postgresTime.UnixMicro()))
}

// when adds the day and, in a field of its own, the instant if that was told.
func (t *tuple) when(w care.When) {
	t.day(w.Day())
	at, _ := w.Instant()
	t.time(at)
}

// The object ids of the types that stand in arrays.
const (
	oidText = 25
	oidDate = 1082
	oidUUID = 2950
)

// array adds a one-dimensional array whose elements are the fields of another tuple.
func (t *tuple) array(oid uint32, elements tuple) {
	n := binary.BigEndian.Uint16(elements)
	if n == 0 {
		t.add(12)
		*t = binary.BigEndian.AppendUint32(append(*t, 0, 0, 0, 0, 0, 0, 0, 0), oid)
		return
	}
	t.add(20 + len(elements) - 2)
	for _, header := range [...]uint32{1, 0, oid, uint32(n), 1} { // dimensions, no nulls, type, length, first index
		*t = binary.BigEndian.AppendUint32(*t, header)
	}
	*t = append(*t, elements[2:]...)
}

func texts[T ~string](t *tuple, list []T) {
	elements := newTuple()
	for _, s := range list {
		elements.text(string(s))
	}
	t.array(oidText, elements)
}

func (t *tuple) ids(list []uuid.UUID) {
	elements := newTuple()
	for _, id := range list {
		elements.bytes(id[:])
	}
	t.array(oidUUID, elements)
}

func (t *tuple) days(list []care.Day) {
	elements := newTuple()
	for _, d := range list {
		elements.int(int(d - postgresDay))
	}
	t.array(oidDate, elements)
}

// tupleOf puts together again what was read as separate fields.
func tupleOf(fields [][]byte) tuple {
	size := 2
	for _, f := range fields {
		size += 4 + len(f)
	}
	t := make(tuple, 2, size)
	for _, f := range fields {
		t.raw(f)
	}
	return t
}

// fields takes the tuple apart; null is nil.
func (t tuple) fields() [][]byte {
	fields := make([][]byte, 0, binary.BigEndian.Uint16(t))
	for rest := t[2:]; len(rest) > 0; {
		n := int32(binary.BigEndian.Uint32(rest))
		rest = rest[4:]
		if n < 0 {
			fields = append(fields, nil)
			continue
		}
		fields = append(fields, slices.Clip(rest[:n]))
		rest = rest[n:]
	}
	return fields
}

// dayIn reads a field that day has written.
func dayIn(field []byte) care.Day {
	return care.Day(int32(binary.BigEndian.Uint32(field))) + postgresDay
}

// copyStream is the tuples as COPY … FROM STDIN BINARY reads them.
func copyStream(tuples []tuple) []byte {
	size := len(copyHead) + 2
	for _, t := range tuples {
		size += len(t)
	}
	stream := append(make([]byte, 0, size), copyHead...)
	for _, t := range tuples {
		stream = append(stream, t...)
	}
	return append(stream, 0xff, 0xff)
}

const copyHead = "PGCOPY\n\xff\r\n\x00" + "\x00\x00\x00\x00" + "\x00\x00\x00\x00" // signature, flags, no extension
