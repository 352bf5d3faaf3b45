# What people run by hand. CI runs .ci/run, which calls the same commands.

.PHONY: build test trust lint fmt testbed golden screens bench release release-check image

build: ## the program, as ./tutor, with the flags of a release
	.ci/go build -o tutor .

test: ## all tests; those that need Docker or the base image say so when they skip
	go test ./...

trust: ## the hostile corpus, faults, kills and load on real Docker
	TUTOR_TRUST=full TUTOR_REQUIRE_DOCKER=1 go test ./internal/trust -count=1 -timeout 60m -v

lint: ## formatters and linters, the arrows between the packages among them
	"$$(.ci/tools)/golangci-lint" run

fmt: ## format the Go files
	"$$(.ci/tools)/gofumpt" -w $$(git ls-files '*.go')

testbed: ## Docker, its plugins and the base image, on Debian; needs root
	.ci/testbed

golden: ## write the expected screens anew; read the diff before you commit it
	TUTOR_UPDATE_GOLDEN=1 go test ./ui/...
	TUTOR_UPDATE_GOLDEN=1 go test -run '^TestNotes$$' ./internal/cli

screens: ## make the README's pictures anew; needs Docker, the base image and tmux
	.ci/screens

bench: ## what the program costs, beside its floor; needs Docker and the base image, and a quiet machine
	go run ./internal/bench

release: ## the last commit for Linux, macOS and Windows, in dist/ with checksums
	.ci/release

release-check: ## two releases of the last commit, which have to be the same
	.ci/release-check

image: ## a container image with the tutor and docker, named tutor; TOOLS=IMAGE in place of docker:29-cli
	.ci/image/build
