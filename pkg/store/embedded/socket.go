package embedded

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// socketFile is what the server calls its socket: port 5432, of which only the
// name is left.
const socketFile = ".s.PGSQL.5432"

// longestSocket is the longest path of a Unix socket here: 107 bytes on Linux.
const longestSocket = len(syscall.RawSockaddrUnix{}.Path) - 1

// socket is the folder that the server's socket is in.
type socket struct {
	dir string
	own bool // not the cluster's folder: ours to remove
}

// newSocket is in the cluster's own folder, or in a short one under /tmp when
// the socket's path would be too long for the system.
func newSocket(h home) (socket, error) {
	if len(filepath.Join(h.dir, socketFile)) <= longestSocket {
		return socket{dir: h.dir}, nil
	}
	short := filepath.Join("/tmp", "intouch-"+shortHash(h.dir))
	err := os.Mkdir(short, 0o700)
	if err == nil && h.as != nil {
		err = os.Lchown(short, int(h.as.Uid), int(h.as.Gid))
	}
	if err != nil && !errors.Is(err, os.ErrExist) {
		return socket{}, err
	}
	return socket{short, true}, checkOurs(short, h.as)
}

// checkOurs makes sure that nobody else put a folder, or a link, in our place.
func checkOurs(dir string, as *syscall.Credential) error {
	want := uint32(os.Geteuid())
	if as != nil {
		want = as.Uid
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if st := info.Sys().(*syscall.Stat_t); !info.IsDir() || st.Uid != want || info.Mode().Perm() != 0o700 {
		return fmt.Errorf("%s, which is to hold the socket, belongs to somebody else: remove it", dir)
	}
	return nil
}

// clear removes the files of a socket that nobody listens on.
func (s socket) clear() error {
	path := filepath.Join(s.dir, socketFile)
	return errors.Join(remove(path), remove(path+".lock"))
}

// forget removes the socket's folder, if it has one of its own.
func (s socket) forget() error {
	if !s.own {
		return nil
	}
	return errors.Join(s.clear(), remove(s.dir))
}
