// Package arch holds no code: its test is the architecture. It parses the
// imports of every package and refuses those that the table does not allow.
package arch
