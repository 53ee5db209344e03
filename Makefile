# The commands of this project. "make" alone builds the site; "make help" lists all.
#
# .venv is made here, or may be a link to one that is ready.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000
# A set of packages that is ready says so in a file named after the lock files' checksum.
READY := $(VENV)/ready-$(firstword $(shell cat requirements.txt | cksum))
READY_TEST := $(VENV)/ready-test-$(firstword $(shell cat requirements.txt requirements-test.txt | cksum))
READY_NPM := tests/npm/node_modules/ready-$(firstword $(shell cksum < tests/npm/package-lock.json))
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes --no-deps

.DEFAULT_GOAL := html
.PHONY: html check verify serve publish components links test npm lint lighthouse bench beside lock clean help

html: $(READY)  ## build the site into output/, if it passes the gate
	@$(BIN)/plainhealth build

check: $(READY)  ## judge the site and write nothing
	@$(BIN)/plainhealth check

verify: $(READY)  ## judge the finished output/ by itself
	@$(BIN)/plainhealth verify

serve: $(READY)  ## live preview at http://127.0.0.1:8000/ (PORT=… for another)
	@$(BIN)/pelican --autoreload --listen --port $(PORT)

publish: $(READY)  ## build for the web and verify: make publish SITEURL=https://example.org/help
	@SITEURL='$(SITEURL)' $(BIN)/plainhealth build -s publishconf.py
	@$(BIN)/plainhealth verify

components: $(READY)  ## every component of the theme with its examples, into components/, never published
	@$(BIN)/plainhealth components

links: $(READY_TEST)  ## a second opinion on every link inside the finished site (linkchecker)
	@$(BIN)/linkchecker --config=.linkcheckerrc --no-status output/index.html output/404.html

test: $(READY_TEST) npm  ## every test; set ARGS for pytest's own options
	@$(BIN)/python -m pytest $(ARGS)

# Only for tests: without Node they say what they leave out; in CI they fail.
npm:
	@if command -v npm >/dev/null; then $(MAKE) --silent $(READY_NPM); \
	  else echo "There is no npm here, so some checks are left out. To run them: apt-get install nodejs npm"; fi

lint: $(READY_TEST)  ## style, types and workflows
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/zizmor --offline --no-progress --quiet .github/workflows

lighthouse: $(READY_TEST) npm  ## Lighthouse on every page, all four scores; see bench/results.md
	@$(BIN)/python bench/lighthouse.py

beside: $(READY_TEST)  ## one page made by other generators, side by side; see bench/results.md
	@$(BIN)/python bench/beside.py

bench: $(READY_TEST)  ## what the gate costs, as ratios; see bench/results.md
	@$(BIN)/python bench/run.py

lock: ## new exact pins, with hashes, from requirements*.in
	$(PYTHON) -m venv .venv-lock && .venv-lock/bin/python -m pip --quiet install pip-tools
	cd . && for set in requirements requirements-test; do .venv-lock/bin/pip-compile --quiet --upgrade \
	  --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-index-url \
	  --no-emit-trusted-host --no-emit-find-links --output-file $$set.txt $$set.in || exit 1; done
	rm -rf .venv-lock
	cd tests/npm && npm install --silent

clean:  ## remove what was built
	rm -rf output .output.* components .pytest_cache .mypy_cache .ruff_cache .hypothesis

help:
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is missing: see https://www.python.org/downloads/"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "This needs Python 3.11 or newer; $$($(PYTHON) --version) is here. Try: make PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(READY): | $(BIN)/python
	@echo "Setting up $(VENV) (once) …"
	@$(PIP) -r requirements.txt
	@$(BIN)/python -m pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation --editable .
	@touch $@

$(READY_TEST): $(READY)
	@echo "Setting up what the tests need (once) …"
	@$(PIP) -r requirements-test.txt
	@touch $@

$(READY_NPM):
	@echo "Setting up what the tests need from npm (once) …"
	@cd tests/npm && npm ci --ignore-scripts --silent
	@touch $@
