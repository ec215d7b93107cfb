# `make demo` shows the program at work, `make test` shows that it works; `make help` names the rest.

PREFIX ?= /usr/local
DESTDIR ?=
# The size of the generated example, in orders of some 2 kB.
ORDERS ?= 50000
# Peers to run, all if empty: make peers PEERS=tryton
PEERS ?=
# Walks through the console, all if empty: make browser WALKS='morning live'
WALKS ?=
# Options of a benchmark, such as --size 10MB --rounds 5, or --full.
BENCH ?=

# Where make install puts things. Debian's own packages have some of them elsewhere: see packaging/deb/build.sh.
share = $(PREFIX)/share
units = $(PREFIX)/lib/systemd/system
zsh = $(share)/zsh/site-functions
release = .build/release/kontor
manual = .build/release/kontor.1

.PHONY: help demo test build prove prove-short peers peers-short browser browser-short pictures soak sanitize bench bench-docs bench-agreement bench-console api-proof api-proof-short \
  lint-api lint install uninstall \
  deb examples clean

help: ## name the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 17

demo: ## build, then show a week of a CRM's files on their way to the ERP
	@scripts/prepare.sh
	@scripts/demo.sh

test: ## run all tests
	@scripts/prepare.sh test
	swift test

build: ## make the release binary, .build/release/kontor, and its manual page
	@scripts/prepare.sh
	swift build --configuration release --product kontor
	swift build --configuration release --product generate-manual
	scripts/manual.sh $(release) .build/release

# With no TMPDIR it works where the temporary files are. A disk says more than memory does, and takes longer.
prove: prepare-proofs build ## put every promise to the test with the real program: hours, and best as root
	python3 Tests/Harness/prove.py

prove-short: prepare-proofs ## the same with the debug build, for some seconds each
	swift build --product kontor
	KONTOR=$(CURDIR)/.build/debug/kontor python3 Tests/Harness/prove.py --short

peers: prepare-peers build ## run it against a real CRM and real ERPs, which are fetched first; PEERS=tryton for one
	python3 Tests/Peers/peers.py $(PEERS)

peers-short: prepare-peers-short ## the same with the debug build, what fits into every change
	swift build --product kontor
	KONTOR=$(CURDIR)/.build/debug/kontor python3 Tests/Peers/peers.py --short $(PEERS)

browser: prepare-browser build ## walk through the console in a real browser, on every page; WALKS=morning for one walk
	python3 Tests/Browser/browse.py $(WALKS)

browser-short: prepare-browser ## the same with the debug build, what fits into every change
	swift build --product kontor
	KONTOR=$(CURDIR)/.build/debug/kontor python3 Tests/Browser/browse.py --short $(WALKS)

pictures: prepare-browser ## take the pictures of docs/console.md anew, with the debug build
	swift build --product kontor
	KONTOR=$(CURDIR)/.build/debug/kontor python3 Tests/Browser/pictures.py

soak: prepare-proofs build ## an hour of files at a steady pace; KONTOR_SOAK_SECONDS says otherwise
	python3 Tests/Harness/prove.py soak unrest

# Builds of their own, which take a while. libxml2, libxslt and SQLite are as the system has them: what happens inside
# them is seen only where they call the C library.
sanitize: ## run what uses threads and the bytes of files under the thread and the address sanitizer
	@scripts/prepare.sh test
	for kind in thread address; do \
	  swift test --sanitize=$$kind --scratch-path .build/$$kind --filter 'XMLEngineTests.Batch|BothWays' || exit; \
	done

.PHONY: prepare-peers prepare-peers-short prepare-browser
prepare-peers prepare-peers-short prepare-browser:
	@scripts/prepare.sh $(@:prepare-%=%)

.PHONY: prepare-proofs
prepare-proofs:
	@scripts/prepare.sh prove

# Its tools come from PyPI, into .build/api-venv.
api = .build/api-venv/bin/python
$(api): Tests/Api/requirements.txt
	@scripts/prepare.sh api
	python3 -m venv .build/api-venv
	.build/api-venv/bin/pip install --quiet --requirement Tests/Api/requirements.txt
	touch $(api)

api-proof: build $(api) ## hold the interface for programs against docs/openapi.yaml: some minutes, with the release build
	$(api) Tests/Api/prove.py

api-proof-short: $(api) ## the same with the debug build, what fits into every change
	swift build --product kontor
	KONTOR=$(CURDIR)/.build/debug/kontor $(api) Tests/Api/prove.py --short

lint-api: $(api) ## check that docs/openapi.yaml is OpenAPI 3.1
	$(api) -m openapi_spec_validator docs/openapi.yaml

bench: prepare-bench build ## measure Kontor beside other programs, for some minutes; BENCH=--full for an hour
	swift build --configuration release --product agreement-benchmark
	swift build --configuration release --product steps-benchmark
	python3 Benchmarks/bench.py $(BENCH)

bench-docs: override BENCH += --write
bench-docs: bench ## the same, and put the figures into docs/performance.md

bench-agreement: ## measure what a large ledger costs; BENCH='--customers 2000 --rounds 50' makes it short
	@scripts/prepare.sh
	swift build --configuration release --product agreement-benchmark
	.build/release/agreement-benchmark $(BENCH)

# How many interchanges the ledger has; it is made once for each number, in .build.
INTERCHANGES ?= 1000000
bench-console: build ## measure the console's questions on a ledger of a million interchanges, which it makes first: 2 GB
	swift build --configuration release --product agreement-benchmark
	scripts/console-ledger.sh $(release) .build/console-ledger $(INTERCHANGES)
	.build/release/agreement-benchmark console --ledger .build/console-ledger/ledger/kontor.sqlite $(BENCH)

.PHONY: prepare-bench
prepare-bench:
	@scripts/prepare.sh bench

lint: ## check layout, layering and links
	@scripts/lint.sh

# Does not build, so that nothing in .build comes to belong to root.
install: ## after make build: put it under PREFIX (/usr/local); DESTDIR is put in front
	@test -x $(release) || { echo "There is no $(release). Run make build first." >&2; exit 1; }
	install -D -m 755 $(release) $(DESTDIR)$(PREFIX)/bin/kontor
	install -D -m 644 $(manual) $(DESTDIR)$(share)/man/man1/kontor.1
	install -d $(DESTDIR)$(share)/kontor
	cp -R kontor.yaml xsd formats $(DESTDIR)$(share)/kontor/
	install -D -m 644 -t $(DESTDIR)$(share)/kontor/examples/crm examples/crm/1002-first-order.xml
	install -m 755 packaging/set-up $(DESTDIR)$(share)/kontor/
	install -d $(DESTDIR)$(share)/bash-completion/completions $(DESTDIR)$(zsh) $(DESTDIR)$(share)/fish/vendor_completions.d
	$(release) --generate-completion-script bash > $(DESTDIR)$(share)/bash-completion/completions/kontor
	$(release) --generate-completion-script zsh > $(DESTDIR)$(zsh)/_kontor
	$(release) --generate-completion-script fish > $(DESTDIR)$(share)/fish/vendor_completions.d/kontor.fish
	install -d $(DESTDIR)$(units)
	for unit in packaging/systemd/*; do \
	  sed 's|/usr/local/bin|$(PREFIX)/bin|' $$unit > $(DESTDIR)$(units)/$${unit##*/} || exit; \
	done

uninstall: ## take away what make install put there; configuration and data stay
	rm -f $(DESTDIR)$(PREFIX)/bin/kontor $(DESTDIR)$(share)/man/man1/kontor.1
	rm -f $(DESTDIR)$(share)/bash-completion/completions/kontor $(DESTDIR)$(zsh)/_kontor
	rm -f $(DESTDIR)$(share)/fish/vendor_completions.d/kontor.fish
	rm -rf $(DESTDIR)$(share)/kontor
	rm -f $(patsubst packaging/systemd/%,$(DESTDIR)$(units)/%,$(wildcard packaging/systemd/*))

# A build of its own, so that the usual one stays warm. What is linked may be read only once it runs: relro and now.
deb: ## make a Debian package for this machine, in .build; it needs no Swift where it is installed
	@scripts/prepare.sh deb
	swift build --configuration release --product generate-manual
	swift build --configuration release --product kontor --scratch-path .build/deb --static-swift-stdlib \
	  --disable-local-rpath -Xlinker -z -Xlinker relro -Xlinker -z -Xlinker now
	scripts/manual.sh .build/deb/release/kontor .build/deb/release
	packaging/deb/build.sh .build/deb/release/kontor .build/deb/release/kontor.1 .build

examples: ## write one large export, examples/large/orders.xml
	mkdir -p examples/large
	examples/generate-orders.sh $(ORDERS) > examples/large/orders.xml.part
	mv examples/large/orders.xml.part examples/large/orders.xml
	ls -lh examples/large/orders.xml

clean: ## delete what was built and generated, never a file that was exchanged
	rm -rf .build examples/large
