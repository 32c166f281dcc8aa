# make run: check the 21 footnotes of "Norinco", on the live web where there is one, else on the stand-in web.
# make test: all tests. Both work on a fresh clone and install into .venv only.

PYTHON ?= python3
PART ?= measuring
# Half the time of a test is waiting: four processes use two cores well.
WORKERS ?= 4
WEB ?= auto
BIN := .venv/bin
INSTALLED := .venv/installed

.PHONY: run test lint accuracy bench chaos lock clean help
.DEFAULT_GOAL := help

help:
	@echo "make run    check the 21 footnotes (WEB=replay: on the stand-in web; WEB=live: on the live web)"
	@echo "make test   run all tests"
	@echo "make lint   run the linters and the import-direction check"
	@echo "make bench  measure what a check costs, beside other tools"
	@echo "make chaos  break it in a thousand ways and count what was lost (FAULTS=60: a sample)"
	@echo "make accuracy   measure the verdicts on labelled cases (PART=developing: on those that rules are written by)"
	@echo "make lock   pin the newest dependencies"

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed; found $$($(PYTHON) --version). Try: make run PYTHON=python3.12"; exit 2; }
	@echo "Installing into .venv (once; later runs start at once) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: $(INSTALLED)
	@$(BIN)/python -m tests.web.standin --web $(WEB)

test: $(INSTALLED)
	@$(BIN)/python -m tests.pywb.environment
	@echo "Running the tests ..."
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(INSTALLED)
	@$(BIN)/python -m benchmarks

chaos: $(INSTALLED)
	@$(BIN)/python -m tests.chaos $(if $(FAULTS),--faults $(FAULTS))

accuracy: $(INSTALLED)
	@$(BIN)/python -m tests.labelled.accuracy --part $(PART)

# uv reads hashes of every platform's files, so that one lock serves all; it writes no registry address.
lock:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --output-file requirements.lock --quiet
	$(BIN)/uv pip compile tests/pywb/requirements.in --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --custom-compile-command "make lock" --output-file tests/pywb/requirements.lock --quiet

clean:
	rm -rf .venv .venv-pywb .venv-bench build ./*.egg-info .mypy_cache .ruff_cache .pytest_cache
