package duty

// The ages at which what is owed changes (domain.md section 1).
const (
	countsFromAge   = 14 // care from then on counts towards the thirteen weeks
	countsBeyondAge = 16 // some of it must be later than that
	fullAge         = 18 // relevant and eligible become former relevant
	leaveAge        = 21 // duties go on by a decision, not by date
	lastAge         = 25 // the case closes, unless a programme runs
)
