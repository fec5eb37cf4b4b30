package duty

// What somebody does is to be known from evidence that is not too old: the
// return asks for it, and an adviser who does not know cannot help. How old is a
// choice of practice (rules.md section 6). A to-do.
func activityKnown(a *at, o owed) []Deadline {
	if !o.contact {
		return nil
	}
	entry, day := &a.Registered.Entry, a.dutyBegan()
	for i := range a.Doing {
		if said := &a.Doing[i]; a.reached(said.On) && said.On >= day {
			entry, day = &said.Entry, said.On
		}
	}
	return []Deadline{{Rule: ActivityRule, Lapse: lapse(entry), Due: day.AddDays(a.policy().Duties.ActivityDays), Source: fromPolicy}}
}
