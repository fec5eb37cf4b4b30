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
	h := make(map[string][]string, 12)
	for line := range strings.Lines(string(head)) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		h[name] = append(h[name], value)
	}
	return h
}
