package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"
)

// BenchmarkColdStart compares everything, from an empty folder on the disk until
// the address is said, with initdb alone. The medians of five count.
func BenchmarkColdStart(b *testing.B) {
	for b.Loop() {
		var whole, alone []time.Duration
		for range 5 {
			alone = append(alone, initdb(b))
			whole = append(whole, coldStart(b))
		}
		slices.Sort(whole)
		slices.Sort(alone)
		b.ReportMetric(float64(whole[2])/float64(alone[2]), "×initdb")
		b.ReportMetric(whole[2].Seconds(), "whole-s")
		b.ReportMetric(alone[2].Seconds(), "initdb-s")
	}
}

func coldStart(b *testing.B) time.Duration {
	b.Helper()
	begun := time.Now()
	p := started(b, filepath.Join(diskFolder(b), "data"))
	took := time.Since(begun)
	p.stop()
	return took
}

func initdb(b *testing.B) time.Duration {
	b.Helper()
	dir := filepath.Join(diskFolder(b), "cluster")
	cmd := exec.Command(initdbProgram(b), "-D", dir, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions")
	cmd.Dir = "/"
	if os.Geteuid() == 0 {
		as := nobody(b)
		if err := os.Mkdir(dir, 0o700); err != nil {
			b.Fatal(err)
		}
		if err := os.Chown(dir, int(as.Uid), int(as.Gid)); err != nil {
			b.Fatal(err)
		}
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	}
	begun := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	return time.Since(begun)
}

func initdbProgram(b *testing.B) string {
	b.Helper()
	if dir := os.Getenv("PG_BIN"); dir != "" {
		return filepath.Join(dir, "initdb")
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		b.Skip("needs PG_BIN, the folder of initdb")
	}
	return slices.Max(found)
}

func diskFolder(b *testing.B) string {
	b.Helper()
	dir, err := os.MkdirTemp("/var/tmp", "intouch-")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o711); err != nil {
		b.Fatal(err)
	}
	return dir
}
