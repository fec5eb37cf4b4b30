package store

import (
	"bytes"
	"encoding/binary"
	"io"

	care "intouch/pkg/careleaver"
)

// tupleOf puts together a row that was read as separate fields.
func tupleOf(fields [][]byte) tuple {
	size := 2
	for _, f := range fields {
		size += 4 + len(f)
	}
	t := binary.BigEndian.AppendUint16(make(tuple, 0, size), uint16(len(fields)))
	for _, f := range fields {
		length := int32(len(f))
		if f == nil {
			length = -1
		}
		t = append(binary.BigEndian.AppendUint32(t, uint32(length)), f...)
	}
	return t
}

// fields gives the first n fields of the row; null is nil.
func (t tuple) fields(into [][]byte) {
	rest := t[2:]
	for i := range into {
		n := int32(binary.BigEndian.Uint32(rest))
		rest = rest[4:]
		if n >= 0 {
			into[i], rest = rest[:n], rest[n:]
		}
	}
}

// dayIn reads a field that day has written.
func dayIn(field []byte) care.Day {
	return care.Day(int32(binary.BigEndian.Uint32(field))) + postgresDay
}

// number reads a field that position has written.
func number(field []byte) uint64 {
	var n uint64
	for _, b := range field {
		n = n<<8 | uint64(b)
	}
	return n
}

// firstText is the first element of an array that texts has written.
func firstText(array []byte) string {
	const start = 20
	if len(array) < start {
		return ""
	}
	length := int(number(array[start : start+4]))
	return string(array[start+4 : start+4+length])
}

// What is before and after the rows of COPY … BINARY.
const (
	copyHead = "PGCOPY\n\xff\r\n\x00" + "\x00\x00\x00\x00" + "\x00\x00\x00\x00" // signature, flags, no extension
	copyTail = "\xff\xff"
)

// copyStream is what COPY … FROM STDIN BINARY reads: the rows, in pieces.
func copyStream(pieces [][]byte) io.Reader {
	all := make([]io.Reader, 0, len(pieces)+2)
	all = append(all, bytes.NewReader([]byte(copyHead)))
	for _, p := range pieces {
		all = append(all, bytes.NewReader(p))
	}
	return io.MultiReader(append(all, bytes.NewReader([]byte(copyTail)))...)
}
