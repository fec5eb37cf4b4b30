package importing

import (
	"bufio"
	"bytes"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// alphabet reads a file as UTF-8.
type alphabet func(io.Reader) io.Reader

// alphabetOf finds how a text is written: UTF-8, UTF-16 as spreadsheets save
// "Unicode text", with a mark in front or without, or else Windows-1252.
func alphabetOf(r io.Reader) alphabet {
	text := buffered(r)
	begins, _ := text.Peek(512)
	switch {
	case bytes.HasPrefix(begins, []byte{0xff, 0xfe}):
		return signs(2, littleEndian)
	case bytes.HasPrefix(begins, []byte{0xfe, 0xff}):
		return signs(2, bigEndian)
	case bytes.HasPrefix(begins, []byte("\xef\xbb\xbf")):
		return signs(3, eitherUTF8)
	case noughts(begins, 1):
		return signs(0, littleEndian)
	case noughts(begins, 0):
		return signs(0, bigEndian)
	case validUTF8(text):
		return func(r io.Reader) io.Reader { return r }
	}
	return signs(0, windows1252)
}

// noughts reports whether every second byte, from the first or the second on,
// is mostly nought, and the others are not: UTF-16 without its mark.
func noughts(b []byte, from int) bool {
	zero := [2]int{}
	for i, c := range b {
		if c == 0 {
			zero[i%2]++
		}
	}
	return len(b) >= 16 && zero[from]*4 > len(b) && zero[1-from] == 0
}

func validUTF8(r *bufio.Reader) bool {
	for {
		sign, size, err := r.ReadRune()
		if err != nil {
			return err == io.EOF
		}
		if sign == utf8.RuneError && size == 1 {
			return false
		}
	}
}

// signs reads sign by sign, after a mark of so many bytes.
func signs(mark int, next func(*bufio.Reader) (rune, error)) alphabet {
	return func(r io.Reader) io.Reader {
		text := buffered(r)
		text.Discard(mark) // an error comes again with the first sign
		return &speller{text: text, next: next}
	}
}

// speller writes as UTF-8 what it reads sign by sign.
type speller struct {
	text *bufio.Reader
	next func(*bufio.Reader) (rune, error)
	rest []byte
}

// Read gives the next signs.
func (s *speller) Read(p []byte) (n int, err error) {
	for err == nil && len(s.rest) < len(p) {
		var sign rune
		if sign, err = s.next(s.text); err == nil {
			s.rest = utf8.AppendRune(s.rest, sign)
		}
	}
	n = copy(p, s.rest)
	s.rest = s.rest[n:]
	if n > 0 {
		return n, nil
	}
	return 0, err
}

func littleEndian(r *bufio.Reader) (rune, error) {
	return unit(r, func(a, b byte) rune { return rune(b)<<8 | rune(a) })
}
func bigEndian(r *bufio.Reader) (rune, error) {
	return unit(r, func(a, b byte) rune { return rune(a)<<8 | rune(b) })
}

// unit reads one sign of UTF-16: one unit, or two that stand for a sign.
func unit(r *bufio.Reader, of func(a, b byte) rune) (rune, error) {
	var b [2]byte
	if _, err := io.ReadFull(r, b[:]); err != nil {
		return 0, io.EOF // half a unit at the end is none
	}
	first := of(b[0], b[1])
	if !utf16.IsSurrogate(first) {
		return first, nil
	}
	if next, err := r.Peek(2); err == nil {
		if both := utf16.DecodeRune(first, of(next[0], next[1])); both != utf8.RuneError {
			r.Discard(2)
			return both, nil
		}
	}
	return utf8.RuneError, nil
}

// eitherUTF8 reads UTF-8, and a stray byte in it as Windows-1252: files are put
// together from others.
func eitherUTF8(r *bufio.Reader) (rune, error) {
	sign, size, err := r.ReadRune()
	if err == nil && sign == utf8.RuneError && size == 1 {
		if err = r.UnreadRune(); err == nil {
			return windows1252(r)
		}
	}
	return sign, err
}

// high are the signs 0x80 to 0x9f of Windows-1252; its others are Unicode's.
var high = []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")

func windows1252(r *bufio.Reader) (rune, error) {
	c, err := r.ReadByte()
	if err == nil && c >= 0x80 && c <= 0x9f {
		return high[c-0x80], nil
	}
	return rune(c), err
}
