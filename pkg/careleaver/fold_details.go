package careleaver

import "slices"

// changed is the details with what the change carries put in, and what it
// clears taken out.
func (d Details) changed(c DetailsChanged) Details {
	put(&d.GivenName, c.GivenName)
	put(&d.FamilyName, c.FamilyName)
	put(&d.KnownAs, c.KnownAs)
	put(&d.DateOfBirth, c.DateOfBirth)
	put(&d.BirthStatus, c.BirthStatus)
	put(&d.Sex, c.Sex)
	put(&d.Gender, c.Gender)
	put(&d.Ethnicity, c.Ethnicity)
	put(&d.UASC, c.UASC)
	put(&d.Disability, c.Disability)
	if len(c.ContactPoints) > 0 {
		d.ContactPoints = c.ContactPoints
	}
	for _, id := range c.Identifiers {
		if !slices.Contains(d.Identifiers, id) {
			d.Identifiers = append(slices.Clip(d.Identifiers), id)
		}
	}
	for _, field := range c.Cleared {
		d.clear(field)
	}
	return d
}

// noteBirth keeps the date of birth that the record says since an event, where it
// is another than before: a lapse that is open is held by the one of then
// (rules.md section 2).
func (r *Record) noteBirth(e Event) {
	if r.ID != RecordPerson {
		return
	}
	if born := r.born(); len(r.Births) == 0 || r.Births[len(r.Births)-1].Day != born {
		r.Births = append(r.Births, Birth{born, e.RecordedAt})
	}
}

// born is the date of birth that the record says.
func (r *Record) born() Day {
	var d Details
	for _, e := range r.Force {
		switch f := e.Fact.(type) {
		case Registered:
			d.DateOfBirth = f.DateOfBirth
		case DetailsChanged:
			d = d.changed(DetailsChanged{Details: Details{DateOfBirth: f.DateOfBirth}, Cleared: f.Cleared})
		}
	}
	return d.DateOfBirth
}

func put[T comparable](to *T, v T) {
	var zero T
	if v != zero {
		*to = v
	}
}

func (d *Details) clear(field string) {
	switch field {
	case "givenName":
		d.GivenName = ""
	case "familyName":
		d.FamilyName = ""
	case "knownAs":
		d.KnownAs = ""
	case "dateOfBirth":
		d.DateOfBirth, d.BirthStatus = 0, ""
	case "contactPoints":
		d.ContactPoints = nil
	case "sex":
		d.Sex = ""
	case "gender":
		d.Gender = ""
	case "ethnicity":
		d.Ethnicity = ""
	case "uasc":
		d.UASC = ""
	case "disability":
		d.Disability = ""
	}
}
