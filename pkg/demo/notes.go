package demo

// What advisers write: short, and about nobody.
var (
	visitNotes = []string{
		"Flat is warm and tidy, boiler fixed at last. Wants help to set up a direct debit for the electricity.",
		"Saw every room. Some damp by the window, reported to the landlord together.",
		"Cooked together. Talked about getting on with the neighbours and the music after eleven.",
		"Fridge nearly empty. Food voucher given, budgeting session booked.",
		"Settled in well. New bed has come, curtains still missing.",
		"Said that this feels like home now. Proud of the plants on the window sill.",
		"Looked at the tenancy letter together. No arrears.",
		"Quiet today, tired after nights. Agreed to keep it short.",
	}
	notes = []string{
		"Doing fine. Asked about the driving licence fund.",
		"Coffee near the college. Coursework is on time, two absences explained.",
		"Wants to see their brother more often. I will ask about travel costs.",
		"Universal Credit journal is up to date. Next review with the work coach in a fortnight.",
		"Low this week. Knows the crisis line number; will see the GP on Thursday.",
		"Passport form filled in together, photos still to come.",
		"New shifts at the warehouse, happy with the hours.",
		"Talked about the council tax exemption for care leavers. Form sent.",
		"Said that they would rather text than ring. Agreed.",
		"Interview on Monday, asked for bus fare and a shirt.",
		"Dentist registered. Savings account opened with the first twenty pounds.",
		"Argument with a friend, sorted now. Nothing to worry about.",
		"Asked what happens at 21. Explained the offer of support up to 25.",
		"Gym membership from the local offer has come through.",
	}
	attemptNotes = []string{
		"Will try again in the evening.", "Text sent after the call.", "Card through the door with my number.",
		"Curtains drawn, no light.", "Voicemail full.", "Message shows two ticks, no answer.", "",
		"Tried the number of the friend as well.", "",
	}
)
