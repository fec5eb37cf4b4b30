package figures

import (
	"slices"
	"testing"
)

// with counts some more people of a band, who all answer the same.
func (c Counts) with(n int, b Band, touch, seen, home, doing Part) Counts {
	for range n {
		c.add(map[Figure]Answer{InTouchNow: {b, touch}, SeenLately: {b, seen}, Suitable: {b, home}, Activity: {b, doing}})
	}
	return c
}

func TestWhichAgesAreShown(t *testing.T) {
	three := []Band{Aged17to18, Aged19to21, Aged22to25}
	missing := append(slices.Clone(three), AgeNotKnown)
	cases := []struct {
		name              string
		counts            Counts
		officers, members []Band
	}{
		{"the Department's three, though nobody is in them", Counts{}, three, three},
		{"members are not told that the date of birth of one person is missing", Counts{}.with(1, AgeNotKnown, "unaccounted", NeverSeen, NoInformation, NotKnown), missing, three},
		{"nor of five", Counts{}.with(2, AgeNotKnown, "unaccounted", NeverSeen, NoInformation, NotKnown).with(3, AgeNotKnown, "due", Seen, IsSuitable, EET), missing, three},
		{"where a number may be shown there is a column for it", Counts{}.with(20, AgeNotKnown, "unaccounted", NeverSeen, NoInformation, NotKnown).with(9, AgeNotKnown, "due", Seen, IsSuitable, EET).with(8, AgeNotKnown, "overdue", SeenEarlier, IsSuitable, NEET), missing, missing},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := c.counts.BandsAsked(Activity, Everything); !slices.Equal(got, c.officers) {
				t.Errorf("officers are shown %v, want %v", got, c.officers)
			}
			if got := c.counts.BandsAsked(Activity, ForMembers(c.counts)); !slices.Equal(got, c.members) {
				t.Errorf("members are shown %v, want %v", got, c.members)
			}
		})
	}
}
