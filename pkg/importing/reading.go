package importing

// reading is what a cell says: a value, nothing (the zero reading), or a
// question, never two of them.
type reading[T comparable] struct {
	value T
	ask   string // a sentence that says what to do; empty unless it is a question
}

func says[T comparable](v T) reading[T]            { return reading[T]{value: v} }
func question[T comparable](ask string) reading[T] { return reading[T]{ask: ask} }

// missing reports whether the cell says nothing.
func (r reading[T]) missing() bool { return r == reading[T]{} }

// known reports whether the cell has a value.
func (r reading[T]) known() bool { return r.ask == "" && !r.missing() }

// or is the value, and something else where there is none.
func (r reading[T]) or(v T) T {
	if r.known() {
		return r.value
	}
	return v
}
