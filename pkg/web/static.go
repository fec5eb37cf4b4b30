package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"log/slog"
	"net/http"
)

//go:embed all:static
var staticFiles embed.FS

// assets are the styles, the script and the images of the pages.
type assets struct {
	files   fs.FS
	version string // of their content: it is part of their addresses
}

func newAssets() assets {
	files, err := fs.Sub(staticFiles, "static")
	if err != nil {
		panic(err) // embedded above
	}
	a := assets{files: files, version: contentHash(files)}
	if _, err := fs.Stat(files, "app.css"); err != nil {
		slog.Warn("the pages have no styles: run `make assets`, then build again")
	}
	return a
}

// contentHash follows from the names and the content of all files.
func contentHash(files fs.FS) string {
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(name string, f fs.DirEntry, err error) error {
		if err != nil || f.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, name)
		sum.Write([]byte(name + "\x00"))
		sum.Write(text)
		return err
	})
	if err != nil {
		panic(err) // embedded above
	}
	return hex.EncodeToString(sum.Sum(nil))[:12]
}

// ServeHTTP answers /static/…: what is asked for by its version is kept for
// ever, anything else is asked for again.
func (a assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-cache")
	if r.URL.Query().Get("v") == a.version {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	w.Header().Set("ETag", `"`+a.version+`"`)
	http.StripPrefix("/static/", http.FileServerFS(a.files)).ServeHTTP(w, r)
}
