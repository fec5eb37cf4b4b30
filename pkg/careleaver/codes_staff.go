package careleaver

// StaffRole is what somebody's job is, which decides what they may see and do
// (rules.md section 9).
type StaffRole string

// The jobs.
const (
	RolePA            StaffRole = "personal_adviser"
	RoleDuty          StaffRole = "duty_worker"
	RoleSocialWorker  StaffRole = "social_worker"
	RoleSupport       StaffRole = "business_support"
	RoleTeamManager   StaffRole = "team_manager"
	RoleHeadOfService StaffRole = "head_of_service"
	RoleAnalyst       StaffRole = "analyst"
	RoleInspector     StaffRole = "inspector"
	RoleAdministrator StaffRole = "administrator"
)

// StaffRoles lists them.
var StaffRoles = Codes[StaffRole]{
	{RolePA, "Personal adviser"}, {RoleDuty, "Duty worker"}, {RoleSocialWorker, "Social worker"}, {RoleSupport, "Business support"}, {RoleTeamManager, "Team manager"},
	{RoleHeadOfService, "Head of service"}, {RoleAnalyst, "Analyst"}, {RoleInspector, "Inspector"}, {RoleAdministrator, "Administrator"},
}
