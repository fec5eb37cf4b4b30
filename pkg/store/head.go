package store

import (
	"maps"
	"slices"
	"strings"
)

// Head is the headers of a message as bytes: "name: value", a line each, in
// order of name, and of value as sent. The same headers, the same bytes.
func Head(header map[string][]string) []byte {
	size := 0
	for name, values := range header {
		for _, v := range values {
			size += len(name) + len(v) + len(": \n")
		}
	}
	head := make([]byte, 0, size)
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for _, v := range header[name] {
			head = append(append(append(append(head, name...), ": "...), v...), '\n')
		}
	}
	return head
}

// header is the headers that Head wrote.
func header(head []byte) map[string][]string {
	text := string(head)
	lines := strings.Count(text, "\n")
	values := make([]string, 0, lines)
	h := make(map[string][]string, lines)
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(line[:len(line)-1], ": ")
		if before, again := h[name]; again {
			h[name] = append(before, value)
			continue
		}
		values = append(values, value)
		h[name] = values[len(values)-1 : len(values) : len(values)]
	}
	return h
}
