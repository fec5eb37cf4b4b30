// Package demo makes up an authority and lives through its last two years: some
// 700 care leavers who do not exist, 30 personal advisers in 4 teams, and what
// they record, when, and how late.
//
//	World   how large, since when, from which seed
//	Plan    seed → people and staff → what happens to each, day by day → what is recorded of it (pure)
//	answer  alerts, questions of an import → what workers and managers say to them               (pure)
//	Make    the register as a list through the importer, then each day's commands through the
//	        services, on a clock that steps from then to now; twice a day the tables catch up
//	        and the monitor sweeps
//
// Nothing is written into tables, and nothing into the log but by the commands
// that everybody uses. So what the pages show of the past (as known at, recorded
// late, alerts and how they closed) was never staged: it happened, on that clock.
//
// The same seed and first day give the same events, byte for byte, and a longer
// plan begins with the shorter: whoever makes the demonstration again goes on
// where it stopped.
//
// Names, addresses and numbers belong to nobody: surnames are birds, trees,
// rivers and stones, there is no postcode area ZZ, and Ofcom keeps 07700 900000
// to 900999 for fiction.
package demo
