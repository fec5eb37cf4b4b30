package duty

import care "intouch/pkg/careleaver"

// Count counts who stands where on a day (I1): everybody in exactly one bucket,
// those but the closed add up to the register.
type Count struct {
	facts  care.RegisterCounted
	digest care.RegisterDigest
}

// NewCount is a count of nobody yet; it names every bucket.
func NewCount(day care.Day) *Count {
	c := Count{care.RegisterCounted{Day: day, Buckets: map[string]int{}, Closed: map[string]int{}, Rules: RulesVersion}, care.NewRegisterDigest()}
	for _, b := range Buckets {
		c.facts.Buckets[string(b.Code)] = 0
	}
	return &c
}

// Add takes the next person, in order of their ids.
func (c *Count) Add(person care.PersonID, s Standing) {
	c.digest.Add(person, string(s.Bucket))
	c.facts.Buckets[string(s.Bucket)]++
	switch {
	case s.Bucket != Closed:
		c.facts.Register++
	case len(s.Reasons) > 0:
		c.facts.Closed[string(s.Reasons[0])]++
	}
}

// Done is what was counted.
func (c *Count) Done() care.RegisterCounted {
	c.facts.Digest = c.digest.String()
	return c.facts
}
