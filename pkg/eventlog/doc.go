// Package eventlog is the log: everything that InTouch knows, as events in
// JetStream, one stream for each authority, nothing ever overwritten.
//
// # What is where
//
// An authority's stream is CARE_<authority> ([Create] makes it). An event stands
// on the subject of its record, care.<authority>.<person>.<area>.<record>, and
// the record (one contact, one accommodation, one alert) is the unit of
// consistency: its events were each decided with the one before in view. The
// sequence of the stream is the event's position.
//
// # Writing
//
// There is one way, [Log.Append]: "store this event, if the last of its record
// is still the one at position after" (0: the record is new). The server checks
// that on this very subject, so of two writers who saw the same state one is
// refused. A refusal is not yet an answer; the record itself gives it:
//
//	it holds this id with the same facts   → stored already, at that position
//	it holds this id with other facts      → *Taken
//	something else came between            → *Moved, with the record as it is now
//
// An answer that never came is treated alike: Append looks whether the event is
// there and, if not, sends it again. So whoever is left without an answer sends
// the same id once more and finds out. No event is stored twice, none is
// acknowledged and lost. [Log.AppendAll] does the same for events on several
// records at once, all or none (merging two people, say).
//
// # Reading
//
// [Log.Last] and [Log.Record] read one record, from whichever replica is nearest:
// in a cluster they may be some milliseconds old, which Append allows for. Each
// message names the position of the one before it on its record (that is the
// expectation it was stored with), so a record is walked backwards, at the cost
// of its own length whatever the length of the log. [Log.Follow] reads a whole
// stream in order, from any position, through restarts and lost connections,
// without a gap or a repeat. [Log.Bounds] and [Log.Message] tell whether this is
// the log that somebody followed before.
//
// # Erasing
//
// [Erase] takes single messages out of the log, and only those that a
// destroyed event names (rules.md section 10). Only the NATS user admin may.
package eventlog
