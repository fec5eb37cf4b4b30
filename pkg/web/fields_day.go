package web

import (
	"strconv"
	"strings"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/web/pages"
)

// date asks for a day.
type date struct {
	name, legend, hint string
}

func (d date) draw(f *filling) []pages.Component {
	return []pages.Component{f.dateInput(d.name, d.legend, d.hint)}
}

func (f *filling) dateInput(name, legend, hint string) pages.DateInput {
	return pages.DateInput{Name: name, Legend: legend, LegendClasses: "govuk-fieldset__legend--s", Hint: hint,
		Day: f.text(name + "-day"), Month: f.text(name + "-month"), Year: f.text(name + "-year"), Error: f.on(name, name+"-day")}
}

func (d date) read(f *filling, to facts) { to.set(d.name, f.day(d.name).String()) }

func (d date) fill(f *filling, from facts) {
	if text, ok := from.get(d.name).(string); ok {
		if day, err := care.ParseDay(text); err == nil {
			f.setDay(d.name, day)
		}
	}
}

// day is the day that was typed into three boxes; none if all are empty.
func (f *filling) day(name string) care.Day {
	day, month, year := f.text(name+"-day"), f.text(name+"-month"), f.text(name+"-year")
	if day == "" && month == "" && year == "" {
		return 0
	}
	d, ok := dayOf(day, month, year)
	if !ok {
		f.wrong(name, "Enter a real day, such as 15 6 2026")
	}
	return d
}

func (f *filling) setDay(name string, d care.Day) {
	year, month, day := d.Date()
	f.Set(name+"-day", strconv.Itoa(day))
	f.Set(name+"-month", strconv.Itoa(int(month)))
	f.Set(name+"-year", strconv.Itoa(year))
}

// dayOf is a day as people write it; the month may be a number or a name.
func dayOf(day, month, year string) (care.Day, bool) {
	m, ok := monthOf(month)
	if !ok || len(year) != 4 {
		return 0, false
	}
	t, err := time.Parse("2006-1-2", year+"-"+strconv.Itoa(m)+"-"+strings.TrimLeft(day, "0"))
	if err != nil {
		return 0, false
	}
	return care.NewDay(t.Date()), true
}

func monthOf(text string) (int, bool) {
	if m, err := strconv.Atoi(text); err == nil {
		return m, m >= 1 && m <= 12
	}
	text = strings.ToLower(text)
	for m := time.January; m <= time.December; m++ {
		full := strings.ToLower(m.String())
		if len(text) >= 3 && strings.HasPrefix(full, text) {
			return int(m), true
		}
	}
	return 0, false
}

// moment asks for a day and, if it is known, the time.
type moment struct {
	name, legend, hint string
}

func (m moment) draw(f *filling) []pages.Component {
	return []pages.Component{
		f.dateInput(m.name, m.legend, m.hint),
		pages.Input{Name: m.name + "-time", Label: "Time, if you know it", Hint: "For example, 14:30", Classes: "govuk-input--width-5", Value: f.text(m.name + "-time"), Autocomplete: "off"},
	}
}

func (m moment) read(f *filling, to facts) {
	day, text := f.day(m.name), f.text(m.name+"-time")
	if text == "" || day.IsZero() {
		to.set(m.name, day.String())
		return
	}
	clock, ok := clockOf(text)
	if !ok {
		f.wrong(m.name, "Enter a time such as 14:30, or leave it out")
		return
	}
	y, mo, d := day.Date()
	to.set(m.name, care.AtInstant(time.Date(y, mo, d, clock.Hour(), clock.Minute(), 0, 0, care.London)).String())
}

// clockOf is a time of day as people write it: 14:30, 14.30, 2:30pm, 2pm.
func clockOf(text string) (time.Time, bool) {
	text = strings.ReplaceAll(strings.ToLower(strings.ReplaceAll(text, " ", "")), ".", ":")
	for _, layout := range []string{"15:04", "3:04pm", "3pm"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

func (m moment) fill(f *filling, from facts) {
	text, _ := from.get(m.name).(string)
	w, err := care.ParseWhen(text)
	if err != nil {
		return
	}
	f.setDay(m.name, w.Day())
	if at, told := w.Instant(); told {
		f.Set(m.name+"-time", at.In(care.London).Format("15:04"))
	}
}
