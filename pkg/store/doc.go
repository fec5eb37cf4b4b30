// Package store is the tables: what the log means, kept in PostgreSQL so that
// it can be asked. All SQL is here, a file for each question, and none of it
// holds a rule: what a day decides is stored as spans of days [from, until),
// and a query asks only which span holds the day.
//
// There are two schemas. Schema read comes from the log alone: the projector
// writes it, and it can be dropped and built again with the same rows at any
// time. Schema kept is what no log repeats: who looked at what, what the
// notifier tried, the receipts of coverage; it is migrated and backed up.
//
// Every question names an authority and sees nothing of another's.
package store
