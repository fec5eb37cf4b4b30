// Package projector turns the log into the tables: log in, rows out, once.
//
// # How
//
// It follows an authority's log. What a batch of events brings is kept as it was
// published, and the people it is about are noted as dirty; then, for each dirty
// person, all their events are read, [duty.Authority.Meaning] says what they
// mean, and the rows that differ from those stored are written. Nothing is ever
// added to a row: rows are a function of events, policy and staff. So a new
// event, a correction, a merge, a new policy, new rules, catching up and a
// rebuild from nothing are one path, and give the same rows.
//
// # Why each event takes effect once
//
// The cursor, the events, the list of who is dirty and the rows are written in
// one transaction, over the one connection that holds the authority's lock. What
// is kept in memory between transactions is read again whenever one fails. So
// whatever is killed, at whatever moment, the tables are as after some event and
// the next start goes on from there.
//
// # When something is wrong
//
// An event that cannot be applied stops its own person: their rows say what was
// known before it and that the record is incomplete; everybody else goes on.
// What concerns the log as a whole stops the projector, with an error that says
// what to do: another log than the one the tables came from, or events missing
// that nobody decided to destroy.
package projector
