// Package duty is what is owed to a care leaver and what follows from it: the
// policy, the deadlines (a file for each duty, opening with the regulation), how
// sure we are of whereabouts, and the bucket that a person is in.
//
// Every rule is a pure function of a person, the authority's policy and staff,
// and a day. A rule may look at time in one way only: it asks whether a day has
// been reached (see at.reached). What it was told "not yet" about is noted, and
// the earliest such day is the first on which its answer can change if nothing
// more happens. So the same rules that say what holds today also say until when,
// and [Authority.Meaning] can write down the days to come as spans, right at
// midnight without anybody rewriting a row (docs/decisions/0002).
//
// The rules are those of docs/rules.md; a number that is a choice of ours is a
// setting of the policy, a number of the law is a named constant beside the
// regulation that has it.
package duty
