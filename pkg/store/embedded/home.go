package embedded

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

const (
	// elsewhere holds the clusters whose own folder the user that runs them
	// cannot enter, such as a clone under a closed home.
	elsewhere = "/var/lib/intouch"
	// movedTo is the note in such a folder that names the place.
	movedTo = "moved-to"
)

// home is a folder for a cluster and the user that runs it there.
type home struct {
	dir string
	as  *syscall.Credential // nil: whoever we are
}

// settle makes the folder for a cluster: dir itself, or one elsewhere.
func settle(dir string) (home, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return home{}, err
	}
	// 0711 so that the user that we drop to can pass through what we make here.
	if err := os.MkdirAll(filepath.Dir(dir), 0o711); err != nil {
		return home{}, err
	}
	if os.Geteuid() != 0 {
		return home{dir: dir}, os.MkdirAll(dir, 0o700)
	}
	as, err := owner(dir)
	if err != nil {
		return home{}, err
	}
	if mayEnter(filepath.Dir(dir), as) && !hasMoved(dir) {
		return home{dir, as}, give(dir, as)
	}
	return settleElsewhere(dir)
}

// settleElsewhere makes a folder for a cluster of dir under /var/lib/intouch.
// If dir does not know of the one that is there, dir has been emptied since,
// and that cluster belongs to nothing: it is put aside, not used.
func settleElsewhere(dir string) (home, error) {
	place := placeElsewhere(dir)
	if !hasMoved(dir) {
		if err := putAside(place); err != nil {
			return home{}, err
		}
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return home{}, err
		}
		if err := os.WriteFile(filepath.Join(dir, movedTo), []byte(place+"\n"), 0o600); err != nil {
			return home{}, err
		}
	}
	if err := os.MkdirAll(elsewhere, 0o711); err != nil {
		return home{}, err
	}
	as, err := owner(place)
	if err != nil {
		return home{}, err
	}
	return home{place, as}, give(place, as)
}

func placeElsewhere(dir string) string { return filepath.Join(elsewhere, shortHash(dir)) }

func hasMoved(dir string) bool {
	note, err := os.ReadFile(filepath.Join(dir, movedTo))
	return err == nil && strings.TrimSpace(string(note)) == placeElsewhere(dir)
}

// putAside keeps one generation, so that what lies there stays bounded.
func putAside(place string) error {
	aside := place + ".previous"
	if _, err := os.Stat(place); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err := os.RemoveAll(aside); err != nil {
		return err
	}
	return os.Rename(place, aside)
}

// owner is the user to run a cluster in dir as: whoever owns it already, else
// one without privileges, since PostgreSQL refuses to run as root.
func owner(dir string) (*syscall.Credential, error) {
	if info, err := os.Stat(dir); err == nil {
		if st := info.Sys().(*syscall.Stat_t); st.Uid != 0 {
			return &syscall.Credential{Uid: st.Uid, Gid: st.Gid}, nil
		}
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			return credential(u)
		}
	}
	return nil, errors.New("PostgreSQL does not run as root: add a user named postgres, or run as another user")
}

func credential(u *user.User) (*syscall.Credential, error) {
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("user %s: %w", u.Username, err)
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("user %s: %w", u.Username, err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

// give makes dir, for that user alone. A folder that is somebody's stays as it is.
func give(dir string, as *syscall.Credential) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	info, err := os.Stat(dir)
	if err != nil || info.Sys().(*syscall.Stat_t).Uid != 0 {
		return err
	}
	return os.Chown(dir, int(as.Uid), int(as.Gid))
}

// mayEnter asks the kernel, by going there: modes alone do not tell (ACLs, mounts).
func mayEnter(dir string, as *syscall.Credential) bool {
	c := exec.Command("/bin/sh", "-c", ":")
	c.Dir, c.Env = dir, []string{}
	c.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	return c.Run() == nil
}

func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}
