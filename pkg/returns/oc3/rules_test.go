package oc3

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// file makes the lines of a file from text: a line of headings, then one for
// each line; the columns that a case does not need are left out.
func file(text string) []Line {
	var all []Line
	var columns []string
	for i, row := range strings.Split(strings.TrimSpace(text), "\n") {
		cells := strings.Split(strings.TrimSpace(row), ",")
		if i == 0 {
			columns = cells
			continue
		}
		l := Line{}
		for j, c := range cells {
			if c != "" {
				l[columns[j]] = c
			}
		}
		all = append(all, l)
	}
	return all
}

const (
	careLeaver = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nA,%s,YES,F2,U1"
	headings   = "CHILD,DECOM,DEC,REC,LS,RNE\n"
)

// leaver is a file with one care leaver born on a day.
func leaver(born string) []Line { return file(strings.Replace(careLeaver, "%s", born, 1)) }

// findingsOf is what a rule finds, in short: "error OC3 2".
func findingsOf(code string, f Files, y Year) []string {
	got := []string{}
	for _, r := range CheckFiles(f, y) {
		if r.Rule != code {
			continue
		}
		for _, x := range r.Findings {
			got = append(got, string(x.Kind)+" "+string(x.Table)+" "+string(rune('0'+x.Line)))
		}
	}
	return got
}

// What each rule says of the authority's files together, as the public validator
// codes it. The year is 2026; line 2 is the first after the headings.
func TestRulesOnTheFilesTogether(t *testing.T) {
	const at19 = "10/06/2006"
	episodes := func(rows string) []Line { return file(headings + rows) }
	cases := []struct {
		name, rule string
		files      Files
		want       string
	}{
		{"not in the Header", "INT06", Files{OC3Table: leaver(at19), Header: file("CHILD,DOB\nB,10/06/2006")}, "error OC3 2"},
		{"in it", "INT06", Files{OC3Table: leaver(at19), Header: file("CHILD,DOB\nA,10/06/2006")}, ""},
		{"another date of birth there", "INT15", Files{OC3Table: leaver(at19), Header: file("CHILD,DOB\nA,11/06/2006")}, "error OC3 2"},
		{"none there", "INT15", Files{OC3Table: leaver(at19), Header: file("CHILD,DOB\nA,")}, ""},
		{"with former carers at 17", "3001", Files{OC3Table: file("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nA,10/06/2008,YES,F2,Z1"), Header: file("CHILD,DOB\nA,10/06/2008")}, "error OC3 2"},
		{"at 18", "3001", Files{OC3Table: file("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nA,10/06/2007,YES,F2,Z1"), Header: file("CHILD,DOB\nA,10/06/2007")}, ""},
		{"motherhood without an episode", "628", Files{OC3Table: leaver(at19), Header: file("CHILD,MOTHER\nA,1"), Episodes: episodes("B,01/01/2020,,,C2")}, "error Header 2"},
		{"motherhood with one", "628", Files{OC3Table: leaver(at19), Header: file("CHILD,MOTHER\nA,1"), Episodes: episodes("A,01/01/2020,,,C2")}, ""},
		{"motherhood that is neither 0 nor 1", "165", Files{OC3Table: leaver(at19), Header: file("CHILD,SEX,MOTHER\nA,2,X"), Episodes: episodes("A,01/01/2020,,,C2")}, "error Header 2, error OC3 2"},
		{"a boy's", "165", Files{OC3Table: leaver(at19), Header: file("CHILD,SEX,MOTHER\nA,1,0"), Episodes: episodes("A,01/01/2020,,,C2")}, "error Header 2, error OC3 2"},
		{"a boy's, in a file of today, which the validator cannot read", "165", Files{OC3Table: leaver(at19), Header: file("CHILD,SEX,MOTHER\nA,M,0"), Episodes: episodes("A,01/01/2020,,,C2")}, "ours Header 2, ours OC3 2"},
		{"a girl's, missing", "165", Files{OC3Table: leaver(at19), Header: file("CHILD,SEX,MOTHER\nA,2,"), Episodes: episodes("A,01/01/2020,,,C2")}, "error Header 2, error OC3 2"},
		{"short breaks ask for none", "165", Files{OC3Table: leaver(at19), Header: file("CHILD,SEX,MOTHER\nA,2,"), Episodes: episodes("A,01/01/2020,,,V3")}, ""},
		{"in the Header alone", "EPI", Files{OC3Table: leaver(at19), Header: file("CHILD\nA\nB")}, "error Header 3"},
		{"died in care", "1000", Files{OC3Table: leaver(at19), Episodes: episodes("A,01/01/2020,01/05/2025,E2,C2")}, "error OC3 2"},
		{"died in care last year", "1000", Files{OC3Table: leaver(at19), Episodes: episodes("B,01/01/2020,,,C2"), EpisodesLast: episodes("A,01/01/2020,01/05/2024,E2,C2")}, "error OC3 2"},
		{"no episode in two years", "1002", Files{OC3Table: leaver(at19), Episodes: episodes("B,01/01/2020,,,C2"), EpisodesLast: episodes("B,01/01/2020,,,C2")}, "error OC3 2"},
		{"one last year", "1002", Files{OC3Table: leaver(at19), Episodes: episodes("B,01/01/2020,,,C2"), EpisodesLast: episodes("A,01/01/2020,01/05/2024,E4A,C2")}, ""},
		{"looked after on the 18th birthday", "1007", Files{OC3Table: leaver("10/06/2007"), Episodes: episodes("A,01/01/2020,11/06/2025,E4A,C2")}, "error OC3 2"},
		{"left care on it", "1007", Files{OC3Table: leaver("10/06/2007"), Episodes: episodes("A,01/01/2020,10/06/2025,E4A,C2")}, ""},
		{"looked after still: the validator passes over an open episode, we do not", "1007", Files{OC3Table: leaver("10/06/2007"), Episodes: episodes("A,01/01/2020,,,C2")}, "ours OC3 2"},
		{"born on 29 February, looked after on the 28th", "1007", Files{OC3Table: leaver("29/02/2008"), Episodes: episodes("A,01/01/2020,01/03/2026,E4A,C2")}, "error OC3 2"},
		{"born on it, and left care on the 28th", "1007", Files{OC3Table: leaver("29/02/2008"), Episodes: episodes("A,01/01/2020,28/02/2026,E4A,C2")}, ""},
		{"19 at the end of the year", "1007", Files{OC3Table: leaver("31/03/2007"), Episodes: episodes("A,01/01/2020,,,C2")}, ""},
		{"open last year, and none this year", "1010", Files{OC3Table: leaver(at19), Episodes: episodes("B,01/01/2020,,,C2"), EpisodesLast: episodes("A,01/01/2020,01/05/2024,X1,C2\nA,01/05/2024,,,C2")}, "error OC3 2"},
		{"the open one was not the last", "1010", Files{OC3Table: leaver(at19), Episodes: episodes("B,01/01/2020,,,C2"), EpisodesLast: episodes("A,01/01/2020,,,C2\nA,01/05/2024,01/06/2024,E4A,C2")}, ""},
		{"care transferred", "1011", Files{OC3Table: leaver(at19), Episodes: episodes("A,01/01/2020,01/05/2025,X1,C2\nA,01/05/2025,01/06/2025,E3,C2")}, "error OC3 2"},
		{"transferred once, and back", "1011", Files{OC3Table: leaver(at19), Episodes: episodes("A,01/01/2020,01/05/2025,E3,C2\nA,01/05/2025,01/06/2025,E4A,C2")}, ""},
		{"care ended a day after the 17th birthday", "1016", Files{OC3Table: leaver("10/06/2008"), Episodes: episodes("A,01/01/2020,11/06/2025,E4A,C2")}, "error OC3 2"},
		{"on the 18th, as nearly everybody's does: as coded it is told of", "1016", Files{OC3Table: leaver("10/06/2007"), Episodes: episodes("A,01/01/2020,10/06/2025,E4A,C2")}, "error OC3 2"},
		{"before it", "1016", Files{OC3Table: leaver("10/06/2007"), Episodes: episodes("A,01/01/2020,09/06/2025,E4A,C2")}, ""},
		{"18 on the last day of the year, left care at 17: as coded they are 17", "1016", Files{OC3Table: leaver("31/03/2008"), Episodes: episodes("A,01/01/2020,01/06/2025,E4A,C2")}, "validator_only OC3 2"},
		{"18 on that day, and care ended on it", "1016", Files{OC3Table: leaver("31/03/2008"), Episodes: episodes("A,01/01/2020,31/03/2026,E4A,C2")}, "error OC3 2"},
		{"18 the day before it, left care at 17", "1016", Files{OC3Table: leaver("30/03/2008"), Episodes: episodes("A,01/01/2020,01/06/2025,E4A,C2")}, ""},
		{"17 on that day, and care ended on it: as coded they are 16", "1016", Files{OC3Table: leaver("31/03/2009"), Episodes: episodes("A,01/01/2020,31/03/2026,E4A,C2")}, ""},
		{"19 on that day, and so they are as coded", "1016", Files{OC3Table: leaver("31/03/2007"), Episodes: episodes("A,01/01/2020,01/06/2025,E4A,C2")}, ""},
		{"returned as dead last year", "348", Files{OC3Table: leaver(at19), OC3Last: file("CHILD,IN_TOUCH\nA,DIED")}, "error OC3 2"},
		{"returned as in touch last year", "348", Files{OC3Table: leaver(at19), OC3Last: file("CHILD,IN_TOUCH\nA,YES")}, ""},
		{"a review of somebody without an episode", "1012", Files{OC3Table: leaver(at19), Episodes: episodes("B,01/01/2020,,,C2"), Reviews: file("CHILD,REVIEW\nA,01/05/2025")}, "error Reviews 2"},
		{"UASC, looked after before the year", "1014", Files{OC3Table: leaver(at19), UASC: file("CHILD,DUC\nA,"), Episodes: episodes("A,01/01/2020,31/03/2025,E4A,C2")}, "error OC3 2, error UASC 2"},
		{"UASC, looked after in it", "1014", Files{OC3Table: leaver(at19), UASC: file("CHILD,DUC\nA,"), Episodes: episodes("A,01/01/2020,01/04/2025,E4A,C2")}, ""},
		{"UASC, without any episode: the validator passes over it, we do not", "1014", Files{OC3Table: leaver(at19), UASC: file("CHILD,DUC\nA,"), Episodes: episodes("B,01/01/2020,,,C2")}, "ours OC3 2, ours UASC 2"},
		{"adoption details", "134", Files{OC3Table: leaver(at19), AD1: file("CHILD,DATE_INT\nA,01/01/2020")}, "error AD1 2"},
		{"an empty line of adoption", "134", Files{OC3Table: leaver(at19), AD1: file("CHILD,DATE_INT\nA,")}, ""},
		{"in care all year", "187", Files{OC3Table: leaver("10/06/2008"), AD1: file("CHILD,DATE_INT\nB,"), Episodes: episodes("A,01/01/2020,,,C2,S")}, "error OC3 2"},
		{"in care all year: without an adoption file the validator is silent, we are not", "187", Files{OC3Table: leaver("10/06/2008"), Episodes: episodes("A,01/01/2020,,,C2,S")}, "ours OC3 2"},
		{"left care in it", "187", Files{OC3Table: leaver("10/06/2008"), Episodes: episodes("A,01/01/2020,30/03/2026,E4A,C2,S")}, ""},
		{"came into care in it", "187", Files{OC3Table: leaver("10/06/2008"), Episodes: episodes("A,02/04/2025,,,C2,S")}, ""},
		{"in OC2 as well", "215", Files{OC3Table: leaver(at19), OC2: file("CHILD,TEETH_CHECK\nA,1")}, "error OC2 2, error OC3 2"},
		{"a date of birth that the validator cannot read", "date-of-birth-written", Files{OC3Table: leaver("2006-06-10")}, "ours OC3 2"},
	}
	for _, c := range cases {
		t.Run(c.rule+": "+c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, strings.Join(findingsOf(c.rule, c.files, 2026), ", ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Rule 1001: 91 days in care after 14, one of them after 16.
func TestThirteenWeeks(t *testing.T) {
	const header = "CHILD,DOB\nA,10/06/2007\nB,10/06/2007"
	cases := []struct {
		name       string
		born       string
		this, last string
		want       string
	}{
		{"91 days and one after 16", "10/06/2007", "B,01/01/2020,,,C2", "A,12/03/2023,11/06/2023,E4A,C2", ""},
		{"90 days", "10/06/2007", "B,01/01/2020,,,C2", "A,13/03/2023,11/06/2023,E4A,C2", "error OC3 2"},
		{"none after 16", "10/06/2007", "B,01/01/2020,,,C2", "A,01/01/2020,10/06/2023,E4A,C2", "error OC3 2"},
		{"short breaks do not count", "10/06/2007", "B,01/01/2020,,,C2", "C,01/01/2020,,,C2\nA,01/01/2020,01/09/2023,E4A,V4", "error OC3 2"},
		{"in both files is in care once", "10/06/2007", "A,01/05/2023,30/06/2023,E4A,C2", "A,01/05/2023,,,C2", "error OC3 2"},
		{"adopted", "10/06/2007", "B,01/01/2020,,,C2", "A,01/01/2020,01/09/2023,E11,C2", "error OC3 2"},
		{"20 at the end of the year: the validator counts nothing", "10/06/2005", "B,01/01/2020,,,C2", "A,01/01/2020,01/09/2023,E4A,C2", "validator_only OC3 2"},
		{"somebody else's short break on the same line of the other file: the validator strikes both", "10/06/2007", "B,01/01/2020,01/05/2025,X1,V4", "A,01/01/2020,01/09/2023,E4A,C2\nB,01/01/2019,,,C2", "validator_only OC3 2"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := Files{OC3Table: leaver(c.born), Header: file(strings.Replace(header, "A,10/06/2007", "A,"+c.born, 1)), Episodes: file(headings + c.this), EpisodesLast: file(headings + c.last)}
			if diff := cmp.Diff(c.want, strings.Join(findingsOf("1001", f, 2026), ", ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestARuleOfALaterYearIsNotAsked(t *testing.T) {
	f := Files{OC3Table: leaver("10/06/2005"), OC3Last: file("CHILD,IN_TOUCH\nA,DIED")}
	if got := findingsOf("348", f, 2025); len(got) > 0 {
		t.Errorf("rule 348 is of 2026, and found %v in 2025", got)
	}
}
