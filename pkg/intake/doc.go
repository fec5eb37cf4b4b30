// Package intake takes commands and makes events of them: command → check →
// event. Whatever people publish comes through here, and nothing else appends
// what people say.
//
// # The way of a command
//
//	PUT /api/v1/care-leavers/{person}/contacts/{id}      [Routes], in web: who asks, which command
//	intouch.contact.made, header Intouch-Caller          [Client] asks over NATS, again if no answer came
//	access · strict JSON · fill in · Validate · check    [Service] decides; one goroutine for each command
//	care.<authority>.<person>.contact.<id>               eventlog.Append: on the disk, or refused
//	201 {"position": 4711}                               and back
//
// A command is named after the event that it becomes, so the catalogue of wire
// (Types, Kinds) is the table of commands: endpoints, client and routes are all
// derived from it. What has to be decided beyond the fact's own Validate is in a
// file for each area (contact.go, accommodation.go, pathway.go, person.go …).
//
// # Sending again
//
// Every command names its event, so whoever is left without an answer sends it
// again: it is stored or it is not, and the answer is the position either way.
// The same id with other facts is refused (problem.Taken), with both shown.
//
// A follow-up says with After what its writer saw of the record: if the record
// has moved on, it is refused (problem.MovedOn) and what came between is shown.
// Records of which a person has just one (person, adviser, frequency …) need no
// After: the command is decided again on what is there now.
package intake
