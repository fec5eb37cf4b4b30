package careleaver

import "slices"

// Way is the way of trying that leads to being in touch so; empty where there is
// none: they contacted us, or met somewhere by chance.
func (h How) Way() AttemptHow {
	switch h {
	case SawAtHome:
		return TriedVisit
	case Called, Video:
		return TriedCall
	case TextOrApp:
		return TriedText
	case Email:
		return TriedEmail
	case Letter:
		return TriedLetter
	}
	return ""
}

// Unsafe reports whether a way of getting in touch is one that must not be used
// with this person (rules.md section 10).
func (f ContactSafetySet) Unsafe(way AttemptHow) bool {
	return way != "" && slices.Contains(f.UnsafeWays, way)
}
