package intake

import (
	"errors"
	"reflect"
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
)

func TestWhatIsWrongWithABodyIsNamedByItsPointer(t *testing.T) {
	for _, c := range []struct {
		what string
		body string
		of   care.Fact
		want []string
	}{
		{"all is well", `{"how":"call","when":"2026-06-14","present":["mother"],"by":{"standIn":true}}`, care.ContactMade{}, nil},
		{"null is as good as left out", `{"how":"call","when":null,"by":null,"present":[null]}`, care.ContactMade{}, nil},
		{"several at once", `{"how":1,"when":"June","by":{"staff":"x","nobody":1},"worried":"yes"}`, care.ContactMade{}, []string{"/how", "/when", "/by/staff", "/by/nobody", "/worried"}},
		{"fields of embedded structs", `{"from":"2026-06-14","fromIs":"on","letter":"U","From":{}}`, care.MovedIn{}, []string{"/From"}},
		{"in a list", `{"mayAsk":[{"who":"Gran"},{"whom":"Gran"}],"safeWays":["call",3]}`, care.ContactSafetySet{}, []string{"/mayAsk/1/whom", "/safeWays/1"}},
		{"in a map", `{"rows":{"ok":1,"bad":"x","ok":2}}`, care.ImportFinished{}, []string{"/rows/bad", "/rows/ok"}},
		{"behind a pointer", `{"told":{"informant":"family","inform~ant/":1}}`, care.Attempted{}, []string{"/told/inform~0ant~1"}},
		{"a list for an object", `{"by":[]}`, care.ContactMade{}, []string{"/by"}},
		{"an object for a list", `{"present":{}}`, care.ContactMade{}, []string{"/present"}},
		{"a fraction for a whole number", `{"everyDays":2.5}`, care.FrequencySet{}, []string{"/everyDays"}},
	} {
		t.Run(c.what, func(t *testing.T) {
			_, err := readStrictly([]byte(c.body), reflect.TypeOf(c.of), "")
			var got []string
			problems, _ := errors.AsType[care.Problems](err)
			for _, p := range problems {
				got = append(got, p.Pointer)
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}

func TestWhatIsNoObjectCannotBeRead(t *testing.T) {
	for _, body := range []string{``, ` `, `null`, `1`, `"how"`, `[{}]`, `{`, `{}{}`, `{"how":}`, "{\"note\":\"\xff\"}"} {
		if _, err := readStrictly([]byte(body), reflect.TypeFor[care.ContactMade](), ""); !errors.Is(err, problem.Unreadable) {
			t.Errorf("%q: %v", body, err)
		}
	}
}

func TestEveryLeafIsSeenWithItsType(t *testing.T) {
	leaves, err := readStrictly([]byte(`{"on":"2026-06-14","decision":"continue","actions":[{"what":"Call","by":"2026-06-20"}]}`), reflect.TypeFor[care.OversightDecided](), "/facts")
	if err != nil {
		t.Fatal(err)
	}
	want := []leaf{
		{"/facts/on", care.NewDay(2026, 6, 14)}, {"/facts/decision", care.Decision("continue")},
		{"/facts/actions/0/what", "Call"}, {"/facts/actions/0/by", care.NewDay(2026, 6, 20)},
	}
	if !reflect.DeepEqual(leaves, want) {
		t.Errorf("%v", leaves)
	}
}
