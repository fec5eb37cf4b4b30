// Package figures counts: how many are in touch, live in suitable accommodation,
// are in education, employment or training, and how late things are recorded.
//
// # Figures
//
// A figure asks one question of everybody and puts each person into exactly one
// of its parts, in one band of age ([Ask]). So each number is a list of people, the
// parts of a band add up, and whoever is not counted is in a part that says why.
// There is never one percentage over all ages (docs/rules.md section 3).
//
//	[Read]       the people of a council → a [Picture]: counts, the people behind each, 13 months
//	[Published]  what the Department for Education published, to put beside it
//	[Caveats]    when a figure, ours or a published one, is not to be believed as it stands
//	[Suppress]   what elected members are not shown, so that no small number can be worked out
//
// # The late-recording ledger
//
// Each record of something that happened carries three days: when it happened, when the
// authority knew, when it was recorded. Late is counted from the day it was known
// ([Ledger]): it says how recording goes, and never whether the duty was met.
package figures
