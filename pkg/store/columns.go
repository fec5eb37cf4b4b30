package store

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// The columns of spans and alerts, by the names that package duty gives them.
const (
	standingColumns = `s.from_day AS "from", s.until_day AS "until", s.bucket, s.reasons, s.flags, s.since, s.act_by, s.category, s.team,
		coalesce(s.adviser, ` + noOne + `) AS adviser, coalesce(s.owner, ` + noOne + `) AS owner`
	whereaboutsColumns = `w.from_day AS "from", w.until_day AS "until", w.state, w.record AS "of", w.since, w.since_is, w.kind, w.address, w.postcode,
		w.protected, w.confidence, w.evidence_on, w.how, coalesce(w.said_by, ` + noOne + `) AS said_by, coalesce(w.evidence_by, ` + noOne + `) AS evidence_by`
	activityColumns = `x.from_day AS "from", x.until_day AS "until", x.code, x.since, x.provider, x.evidence_on, x.how,
		coalesce(x.said_by, ` + noOne + `) AS said_by, coalesce(x.evidence_by, ` + noOne + `) AS evidence_by`
	deadlineColumns = `d.rule, d.lapse, d.from_day AS "from", d.until_day AS "until", d.due, d.act_by, d.alert_from, d.source, d.known_late, d.origin, d.record`
	alertColumns    = `a.id, a.person, a.recorded_under AS record, a.rule, a.policy_version, a.lapse, a.due, a.act_by, a.origin, a.known_late,
		a.raised_at, coalesce(a.raised_for, ` + noOne + `) AS raised_for, a.open, a.opened,
		coalesce(a.closed_at, ` + never + `) AS closed_at, a.closed_reason, coalesce(a.closed_because, ` + noOne + `) AS closed_because,
		coalesce(a.ack_at, ` + never + `) AS ack_at, coalesce(a.ack_by, ` + noOne + `) AS ack_by, a.ack_what, a.ack_until,
		coalesce(a.silenced_at, ` + never + `) AS silenced_at, coalesce(a.silenced_by, ` + noOne + `) AS silenced_by,
		a.silence_reason, a.silence_cites, a.silenced_until, a.not_useful, a.held,
		coalesce(a.met_by, ` + noOne + `) AS met_by, a.met_on, a.last_event, a.position`
)

// personDeadline is a deadline and whose it is.
type personDeadline struct {
	duty.Deadline
	Person care.PersonID
}
