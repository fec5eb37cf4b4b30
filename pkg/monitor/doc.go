// Package monitor turns lapsed deadlines into alerts, and alerts whose lapse is
// over into closed ones: as events, so that the log knows what was raised, when
// and why, and a rebuild loses nothing.
//
// It holds no state and keeps no timers. The tables say of each person on which
// day their alerts are first not those that the rules ask for (next_look); the
// monitor looks at whoever is due, appends the difference, and sleeps until the
// next such day or until the tables change. An alert's id follows from person,
// rule and lapse, and each event names the one before it, so any number of
// monitors raise each alert once; what was not done stays due. Before it looks
// it waits until the tables mean the whole log, so that a contact that is stored
// but not yet meant raises nothing.
package monitor
