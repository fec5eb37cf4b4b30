// Package access says who is asking, what they may see and what they may do
// (docs/rules.md section 9). The caller is an argument of every call: nothing is
// ever taken out of a context.
//
//	access.May(caller, access.Oversee)               before a command: from the caller alone
//	access.Read(ctx, caller, question, auditor)      before anything is shown: decision and audit entry in one
//
// A command needs no audit entry, since the event that it becomes is one: it
// names who acted, and on whose behalf. A look leaves no event, so it leaves an
// entry, whether it was allowed or not; what cannot be entered is not shown.
package access
