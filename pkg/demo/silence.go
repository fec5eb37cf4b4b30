package demo

import (
	care "intouch/pkg/careleaver"
)

// silences are the times in which somebody answers nobody. They are drawn for
// years to come, so that a longer plan begins with the shorter.
func (l *life) silences() []span {
	var all []span
	last := l.present().AddDays(1000)
	if l.Temperament == Lost {
		all = append(all, span{max(l.Joins.AddDays(60), l.present().AddDays(-between(l.rnd, 60, 480))), care.Forever})
	}
	s := l.silence
	for day := l.Joins.AddDays(between(l.rnd, 10, 10+s.apart)); s.apart > 0 && day < last; {
		quiet := span{day, day.AddDays(between(l.rnd, s.shortest, s.longest))}
		all = append(all, quiet)
		day = quiet.until.AddDays(s.apart/2 + l.rnd.IntN(s.apart))
	}
	for _, quiet := range all {
		l.on(quiet.from.AddDays(between(l.rnd, 5, 40)), l.slipAway)
	}
	return all
}

// slipAway is what half of those do who have fallen silent: they move, and
// nobody is told.
func (l *life) slipAway() {
	if l.home.letter != "" && l.moved == nil && l.away == nil && chance(l.rnd, 0.5) {
		l.moveUnseen()
	}
}

// comesToLight is what a contact brings out: that they live elsewhere, since when.
func (l *life) comesToLight() {
	l.lost = false
	if l.moved == nil || l.away != nil {
		return
	}
	h := *l.moved
	l.moved = nil
	l.arrive(h)
}
