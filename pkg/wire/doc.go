// Package wire is how events stand in the log: their type names, subjects,
// headers and JSON, in one table ([Types]).
//
// An event is published on the subject care.<authority>.<person>.<area>.<record>
// with CloudEvents 1.0 attributes as ce-* headers and the facts as JSON in the
// body. Subjects, ids and headers hold no personal data, since they can never
// be erased. The JSON of each type is described in schemas/, and a test proves
// that schema and Go type agree.
package wire
