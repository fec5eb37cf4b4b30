// Package careleaver is the domain: who a care leaver is, what can happen to
// one, and what is in force of all that was ever recorded.
//
// It has three layers, and each is a plain function of the one before:
//
//	[Event]    a fact and its envelope: what happened, when, who told us, when we recorded it
//	[Records]  the events of one person grouped by what they speak of (a contact, a
//	           home, an absence), with corrections and voids applied
//	[Person]   the facts in force, typed and in order of time, with the four
//	           clocks: last seen, last spoken to, last heard of, last tried
//
// The order in which events of different records reach the log never matters;
// within one record the log's order decides. Nothing here knows what day it is,
// what anybody is owed (that is package duty) or how anything is stored.
//
// Words and rules are those of docs/rules.md and docs/domain.md.
package careleaver
