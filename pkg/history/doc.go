// Package history says of people what their events mean: as at a day, as known
// at a time.
//
// # As known at a time
//
// Known at a time is what was recorded until then: the events whose ce-time is
// not after it, in the order of the log. The times that JetStream gives them mean
// nothing. What a person's events meant then is what the same rules say of fewer
// events, of fewer versions of the policy and of fewer facts about staff; there
// is no second way to work it out. Two things are of now at every time: what was
// destroyed is gone, and what is sealed or protected stays so.
//
// # As at a day
//
// Facts that happened after the day do not count on it, even when known. The
// rules see to that for buckets, whereabouts and duties; the four clocks are read
// as they stood on the day.
//
// # Where the projector comes in
//
// The projector stores what is known now. Whose events can be read, who is one
// person with whom, and which policy holds are written here once, and it uses
// them ([Read], [Merges], [Apply], [Policies]).
package history
