package history

import (
	"cmp"
	"log/slog"
	"slices"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/wire"
)

// Policies are the versions in order, of each the last that was published; the
// one that came with the program while there are none.
func Policies(events []care.Event, came duty.Policy) duty.Policies {
	versions := map[int]duty.Policy{}
	for _, r := range care.Records(events) {
		for _, e := range care.All[care.PolicyPublished](r) {
			policy, err := duty.ReadPolicy(e.Facts)
			if err != nil {
				slog.Error("a published policy cannot be read: the version before it stays in force", "event", e.ID, "error", err)
				continue
			}
			versions[policy.Version] = policy
		}
	}
	if len(versions) == 0 {
		return duty.Policies{came}
	}
	var all duty.Policies
	for _, p := range versions {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b duty.Policy) int { return cmp.Compare(a.Version, b.Version) })
	return all
}

// Readable decodes the events of nobody, without those that cannot be read:
// there is no person whom they could stop.
func Readable(messages []wire.Message) []care.Event {
	events := make([]care.Event, 0, len(messages))
	for _, m := range messages {
		e, err := wire.Decode(m)
		if err != nil {
			slog.Error("an event of nobody cannot be read", "position", m.Position, "error", err)
			continue
		}
		events = append(events, e)
	}
	return events
}
