package duty

// Policies are the versions of an authority's policy, oldest first.
type Policies []Policy

// Policy is one version.
type Policy struct{ Version int }
