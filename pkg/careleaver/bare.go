package careleaver

import (
	"reflect"
	"slices"
	"strings"
	"time"
)

// TakenOut stands where a text has to stand and may not be shown any more.
const TakenOut = "(taken out)"

// Bare is a fact with no more in it than counting needs: days, codes, ids of
// records and staff. Names, addresses and whatever was written in somebody's own
// words are taken out. It is what is left of a record that is sealed or
// destroyed (rules.md section 10): clocks, duties and buckets follow from it as
// they did from the fact, and whose address is protected stays protected. A text
// in a field of a later version is taken out unless somebody lists it here.
func Bare(f Fact) Fact {
	switch f := f.(type) {
	case nil:
		return nil
	case Corrected:
		return Corrected{Of: f.Of, Facts: Bare(f.Facts), Reason: TakenOut}
	case Sealed, Destroyed:
		return f // that it is sealed, by whom and why is what stays in sight
	}
	v := reflect.New(reflect.TypeOf(f)).Elem()
	v.Set(reflect.ValueOf(f))
	bareStruct(v)
	return coded(v.Interface().(Fact))
}

// coded takes out codes that say something of a person and that nothing is
// counted by, and puts in what tells contact points apart.
func coded(f Fact) Fact {
	switch f := f.(type) {
	case Registered:
		f.Details = f.Details.bare()
		return f
	case DetailsChanged:
		f.Details = f.Details.bare()
		return f
	case ContactSafetySet:
		f.MayAsk = nil
		return f
	case CircumstancesChanged:
		f.What = "other"
		return f
	}
	return f
}

// bare keeps the date of birth, since every duty goes by it.
func (d Details) bare() Details {
	return Details{DateOfBirth: d.DateOfBirth, BirthStatus: d.BirthStatus}
}

// keptTexts are the texts of facts that are no words of anybody: by Go type and
// JSON name.
var keptTexts = map[string][]string{
	"AdviserAllocated": {"team"}, "TeamAllocated": {"team"}, "HandoverOffered": {"team"},
	"AlertRaised": {"rule"}, "AlertEscalated": {"step"}, "CarePeriodRecorded": {"legalStatus", "reasonEnded"},
	"CellQuestioned": {"column"}, "RowSetAside": {"column"}, "DetailsChanged": {"cleared"},
}

// askedFor are texts that may be left out in some cases and not in others.
var askedFor = map[string][]string{"Post21Decided": {"tried"}, "AlertClosed": {"rationale"}}

func bareStruct(v reflect.Value) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if slices.Contains(keptTexts[v.Type().Name()], name) {
			continue
		}
		may := strings.Contains(options, "omitzero") && !slices.Contains(askedFor[v.Type().Name()], name)
		if name == "contactPoint" {
			v.Field(i).SetString(pointToken(v.Field(i).String()))
			continue
		}
		bareValue(v.Field(i), may)
	}
}

var (
	textType = reflect.TypeFor[string]()
	opaque   = []reflect.Type{reflect.TypeFor[When](), reflect.TypeFor[time.Time]()}
)

// bareValue takes texts out of a value; may says that it may be left out.
func bareValue(v reflect.Value, may bool) {
	switch {
	case v.IsZero() || slices.Contains(opaque, v.Type()):
	case v.Type() == textType:
		v.SetString(TakenOut)
		if may {
			v.SetZero()
		}
	case v.Kind() == reflect.Map || v.Kind() == reflect.Slice && v.Type().Elem() == textType:
		v.SetZero()
	case v.Kind() == reflect.Struct:
		bareStruct(v)
	case v.Kind() == reflect.Pointer:
		own := reflect.New(v.Type().Elem())
		own.Elem().Set(v.Elem())
		bareValue(own.Elem(), false)
		v.Set(own)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		own := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(own, v)
		for i := range own.Len() {
			bareValue(own.Index(i), false)
		}
		v.Set(own)
	}
}
