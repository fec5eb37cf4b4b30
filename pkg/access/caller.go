package access

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// Caller is who asks: a member of staff of one authority. It is made in one
// place, where people are told apart (pkg/web), and handed on from there.
type Caller struct {
	Staff     care.StaffID     `json:"staff"`
	Roles     []care.StaffRole `json:"roles,omitzero"`
	Teams     []string         `json:"teams,omitzero"`
	Authority string           `json:"authority"`
}

// OperatorOf is the built-in operator of this machine, who may do everything:
// nobody else is there in the first minute of an empty authority, and whoever
// runs the machine could change everything anyway.
func OperatorOf(authority string) Caller {
	return Caller{Staff: care.Operator, Authority: authority}
}

// Operator reports whether it is the operator of this machine who asks.
func (c Caller) Operator() bool { return c.Staff == care.Operator }

// Manager reports whether the caller may decide what only managers may.
func (c Caller) Manager() bool { return c.Operator() || IsManager(c.Roles) }

// IsManager reports whether somebody with these roles is a manager.
func IsManager(roles []care.StaffRole) bool { return overlap(roles, managers) }

// Behalf reports whether the caller only ever records for others (business
// support): what they enter must say for whom.
func (c Caller) Behalf() bool {
	return slices.Contains(c.Roles, care.RoleSupport) && !overlap(c.Roles, practitioners) && !c.Manager()
}

// Capacity is the one in which the caller is in touch with a care leaver
// (docs/rules.md section 4). The first role that says it counts.
func (c Caller) Capacity() care.Capacity {
	for _, r := range c.Roles {
		switch r {
		case care.RolePA:
			return care.AsPersonalAdviser
		case care.RoleSocialWorker:
			return care.AsSocialWorker
		}
	}
	return care.AsOtherWorker
}

func overlap(roles, any []care.StaffRole) bool {
	return slices.ContainsFunc(roles, func(r care.StaffRole) bool { return slices.Contains(any, r) })
}
