package embedded

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkColdStart compares a start in an empty folder, on the disk, with
// initdb alone.
func BenchmarkColdStart(b *testing.B) {
	var alone, whole time.Duration
	for b.Loop() {
		dir := filepath.Join(diskFolder(b), "c")
		begun := time.Now()
		s, err := Start(b.Context(), Options{Dir: dir, Durable: true})
		if err != nil {
			b.Fatal(err)
		}
		if err := s.CreateDatabase(b.Context(), "intouch"); err != nil {
			b.Fatal(err)
		}
		whole += time.Since(begun)
		if err := s.Stop(); err != nil {
			b.Fatal(err)
		}

		lock, err := lockFolder(b.Context(), dir)
		if err != nil {
			b.Fatal(err)
		}
		s.cluster.lock, s.cluster.data = lock, s.cluster.data+"-alone"
		begun = time.Now()
		if err := s.cluster.init(b.Context(), true); err != nil {
			b.Fatal(err)
		}
		alone += time.Since(begun)
		lock.Close()
	}
	b.ReportMetric(float64(whole)/float64(alone), "×initdb")
	b.ReportMetric(alone.Seconds()/float64(b.N), "initdb-s")
}

func diskFolder(b *testing.B) string {
	b.Helper()
	dir, err := os.MkdirTemp("/var/tmp", "intouch-pg-")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o711); err != nil {
		b.Fatal(err)
	}
	return dir
}
