package web

import (
	"context"
	"net/http"
	"time"

	"intouch/pkg/access"
	"intouch/pkg/intake"
	"intouch/pkg/problem"
)

// answerWithin bounds how long a request may wait for tables and services.
const answerWithin = 25 * time.Second

// routes are all addresses of InTouch.
func (s *server) routes(mux *http.ServeMux) {
	mux.Handle("/static/", s.assets)
	mux.HandleFunc("GET /you", s.youForm)
	mux.HandleFunc("POST /you", s.you)
	for pattern, h := range s.pages() {
		mux.Handle(pattern, within(answerWithin, s.known(h)))
	}
	for pattern, h := range s.reads() {
		mux.Handle(pattern, within(answerWithin, s.known(h)))
	}
	for pattern, h := range s.downloads() {
		mux.Handle(pattern, s.known(h)) // so does a long file
	}
	for pattern, h := range s.oc3() {
		mux.Handle(pattern, s.known(h))
	}
	mux.Handle("POST /import", s.known(s.importList)) // a long list takes its time
	mux.Handle("PUT /api/v1/imports/{id}", s.known(s.apiImport))
	mux.Handle("GET /import/lists/{import}/answers.csv", s.known(s.importAnswers))
	writes := intake.Routes(s.Client, func(r *http.Request) (access.Caller, error) {
		v, err := s.caller(r)
		return v.Caller, err
	})
	mux.Handle("PUT /api/v1/", writes)
	mux.Handle("POST /api/v1/care-leavers", writes)
	mux.HandleFunc("/", s.nowhere)
}

func (s *server) pages() map[string]handler {
	return map[string]handler{
		"GET /{$}":                                           s.unaccounted,
		"GET /register":                                      s.registerList,
		"POST /register":                                     s.registerSearch,
		"GET /alerts":                                        s.alerts,
		"GET /counts":                                        s.countsPage,
		"GET /counts/{day}":                                  s.countPage,
		"GET /record":                                        s.findForm,
		"POST /record":                                       s.find,
		"GET /import":                                        s.importForm,
		"GET /import/lists/{import}":                         s.importReport,
		"GET /returns":                                       s.returnsList,
		"GET /import/rows/{row}":                             s.settleRow,
		"POST /import/rows/{row}":                            s.settleRow,
		"GET /staff":                                         s.staff,
		"GET /staff/new/{form}":                              s.staffForm,
		"POST /staff/new/{form}":                             s.staffForm,
		"GET /staff/{member}/{form}":                         s.staffForm,
		"POST /staff/{member}/{form}":                        s.staffForm,
		"GET /care-leavers/new":                              s.registering,
		"POST /care-leavers/new":                             s.register,
		"GET /care-leavers/{person}":                         s.person,
		"GET /care-leavers/{person}/where-now":               s.whereNow,
		"GET /care-leavers/{person}/values/{value}":          s.value,
		"GET /care-leavers/{person}/merge":                   s.mergeSearch,
		"POST /care-leavers/{person}/merge":                  s.mergeSearch,
		"GET /care-leavers/{person}/record/{form}":           s.recordForm,
		"POST /care-leavers/{person}/record/{form}":          s.record,
		"GET /figures":                                       s.figures,
		"GET /figures/people":                                s.figurePeople,
		"GET /recording":                                     s.ledger,
		"GET /recording/records":                             s.ledgerRecords,
		"GET /care-leavers/{person}/events/{event}/correct":  s.correctForm,
		"POST /care-leavers/{person}/events/{event}/correct": s.correct,
		"GET /care-leavers/{person}/events/{event}/void":     s.voidPage,
		"POST /care-leavers/{person}/events/{event}/void":    s.void,
		"GET /care-leavers/{person}/events/{event}/seal":     s.takeOut(sealForm, sealSays),
		"POST /care-leavers/{person}/events/{event}/seal":    s.takeOut(sealForm, sealSays),
		"GET /care-leavers/{person}/events/{event}/destroy":  s.takeOut(destroyForm, destroySays),
		"POST /care-leavers/{person}/events/{event}/destroy": s.takeOut(destroyForm, destroySays),
		"GET /contradictions":                                s.contradictionsList,
		"GET /policies":                                      s.policies,
		"GET /policies/new":                                  s.policyForm,
		"POST /policies/new":                                 s.publishPolicy,
		"GET /policies/{version}":                            s.policy,
	}
}

func (s *server) reads() map[string]handler {
	return map[string]handler{
		"GET /api/v1/care-leavers":                     s.apiPeople,
		"GET /api/v1/care-leavers/{person}":            s.apiPerson,
		"GET /api/v1/care-leavers/{person}/timeline":   s.apiTimeline,
		"GET /api/v1/care-leavers/{person}/provenance": s.apiProvenance,
		"GET /api/v1/alerts":                           s.apiAlerts,
		"GET /api/v1/summary":                          s.apiSummary,
		"GET /api/v1/counts":                           s.apiCounts,
		"GET /api/v1/staff":                            s.apiStaff,
		"GET /api/v1/questions":                        s.apiQuestions,
		"GET /api/v1/set-aside":                        s.apiSetAside,
		"GET /api/v1/imports/{import}":                 s.apiImportState,
		"GET /api/v1/imports/{import}/answers.csv":     s.importAnswers,
		"GET /api/v1/figures":                          s.apiFigures,
		"GET /api/v1/late-recording":                   s.apiLedger,
		"GET /api/v1/late-recording/records.csv":       s.ledgerCSV,
	}
}

// within bounds how long a handler may wait for others.
func within(limit time.Duration, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), limit)
		defer cancel()
		h.ServeHTTP(w, r.WithContext(ctx))
	})
}

// nowhere answers what has no address.
func (s *server) nowhere(w http.ResponseWriter, r *http.Request) {
	s.fail(w, r, problem.New(problem.NotFound, "There is no such page. Check the address, or look for the person in the register."))
}
