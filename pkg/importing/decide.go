package importing

import (
	"fmt"
	"slices"
)

// decide is the one way from a code and words to a value: what the words say, if
// the code does not contradict them; the code, if the words say nothing; else a
// question. Ask is what to do about it, without its full stop.
func decide[T comparable](v vocabulary[T], t text, code T, ask string) reading[T] {
	var none T
	values, doubt := v.fits(t)
	switch {
	case code != none && slices.Contains(values, code):
		return says(code)
	case code != none && len(values) > 0:
		return question[T](ask + "; the code and the words say different things.")
	case doubt:
		return question[T](ask + " for sure.")
	case code != none:
		return says(code)
	case len(values) == 1 && values[0] != none:
		return says(values[0])
	case len(values) > 1:
		return question[T](ask + fmt.Sprintf("; it could be any of %d.", len(values)))
	}
	return question[T](ask + ".")
}

// askUnmapped is asked of "Code 'C2' is not mapped". The code could be guessed,
// but who knows the code list says that it means nothing there.
const askUnmapped = "The system that made the list does not know this code of its own: find out there what it means, and record that."
