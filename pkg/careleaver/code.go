package careleaver

// Code is one value of a closed list and what people call it.
type Code[T ~string] struct {
	Code  T
	Label string
}

// Codes is a closed list, in the order in which people are shown it.
type Codes[T ~string] []Code[T]

// Has reports whether the code is on the list.
func (c Codes[T]) Has(code T) bool {
	for _, x := range c {
		if x.Code == code {
			return true
		}
	}
	return false
}

// Label returns what people call the code, and the code itself when it is not
// on the list.
func (c Codes[T]) Label(code T) string {
	for _, x := range c {
		if x.Code == code {
			return x.Label
		}
	}
	return string(code)
}

// valid reports whether the code is on the list or was left out.
func (c Codes[T]) valid(code T) bool { return code == "" || c.Has(code) }
