# make        builds the site into public/
# make test   installs what the tests need (on Debian) and runs all of them;
#             what the judges of PDF said stays in .tools/reports
# make fast   the tests that need Go alone

GO ?= go
TARGETS = linux/amd64 linux/arm64 linux/loong64 windows/amd64 darwin/amd64 darwin/arm64

.PHONY: build test fast tools vet race cross bench fuzz

build:
	$(GO) run ./cmd/mingbai build

test: tools vet cross
	MINGBAI_TEST=all $(GO) test -count=1 -timeout 15m ./...
	$(MAKE) race

fast:
	$(GO) test ./...

# The packages that share fonts, layouts and records between goroutines.
race:
	$(GO) test -race -count=1 -short -timeout 10m ./internal/font ./internal/metric ./internal/typeset/... ./internal/pdf ./internal/site

vet:
	@bad=$$(gofmt -l cmd internal *.go); if [ -n "$$bad" ]; then echo "gofmt would change: $$bad"; exit 1; fi
	$(GO) vet ./...

# Everything builds for every system on which a county may run it.
cross:
	@for t in $(TARGETS); do echo "cross-build $$t"; GOOS=$${t%/*} GOARCH=$${t#*/} CGO_ENABLED=0 $(GO) build -o /dev/null ./cmd/mingbai || exit 1; done

tools:
	@./scripts/test-tools

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

fuzz:
	@for p in $$($(GO) list ./...); do for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime 20s $$p || exit 1; done; done
