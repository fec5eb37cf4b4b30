# make run     everything on this machine, at http://localhost:8080
# make demo    the same, with a made-up authority and two years of its past
# make test    every test, on a real NATS, a real Postgres and a real browser
# make check   make test, and vet, formatting, staticcheck, the compose file
# make bench   how fast, as ratios against the bare thing in the same run
# make build   every program into bin/
# make assets  the styles and the script of the pages
# make clean   removes what the others made; never the data
#
# ARGS="--addr 127.0.0.1:9000" is passed on by run and demo, TESTFLAGS by test.

MAKEFLAGS += --no-print-directory --no-builtin-rules
.DELETE_ON_ERROR:
.PHONY: run demo test check bench build assets clean programs
.DEFAULT_GOAL := run

# The program stops by itself on Ctrl-C, and says so; make has nothing to add.
run demo: programs
	@PG_BIN=$$(scripts/need postgresql) && export PG_BIN && exec bin/intouch $@ $(ARGS)

programs: assets
	@scripts/need go
	@mkdir -p bin
	go build -o bin/ ./services/intouch

build: assets
	@scripts/need go
	@mkdir -p bin
	go build -trimpath -o bin/ ./services/...

test: assets
	@scripts/need go chromium
	PG_BIN=$$(scripts/need postgresql) && export PG_BIN && go test -timeout 20m $(TESTFLAGS) ./...

check: test
	go vet ./...
	@unformatted=$$(gofmt -l deploy pkg schemas services tools); \
	  [ -z "$$unformatted" ] || { echo "not formatted, run gofmt -w on:"; echo "$$unformatted"; exit 1; }
	go tool -modfile=tools/go.mod staticcheck ./...
	cd tools && go test -count=1 ./...

bench: assets
	@scripts/need go
	PG_BIN=$$(scripts/need postgresql) && export PG_BIN && go test -timeout 60m -run '^$$' -bench . -benchtime 1x $(TESTFLAGS) ./...

clean:
	rm -rf bin node_modules tools/postgres/node_modules pkg/web/static/*

# The assets are built beside their place and moved there when all are right;
# the style sheet, moved last, is what says that they are there.

assets: pkg/web/static/app.css

made := node_modules/.made

pkg/web/static/app.css: node_modules/.package-lock.json $(shell find pkg/web/assets)
	@rm -rf $(made) && mkdir -p $(made)
	node_modules/.bin/sass --load-path=. --style=compressed --no-source-map --quiet-deps pkg/web/assets/app.scss $(made)/app.css
	node_modules/.bin/esbuild pkg/web/assets/app.mjs --bundle --minify --log-level=warning --outfile=$(made)/app.js
	@cp -R pkg/web/assets/manifest.json pkg/web/assets/images $(made)
	@cp node_modules/@ministryofjustice/frontend/moj/assets/images/icon-*.svg $(made)/images
	@rm -rf pkg/web/static/*
	@mv $(made)/images $(made)/manifest.json $(made)/app.js pkg/web/static
	@mv $(made)/app.css $@

node_modules/.package-lock.json: package-lock.json .npmrc
	@scripts/need node
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@
