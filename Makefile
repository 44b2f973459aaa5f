# make deck: environment, install, build; the deck's PDF lies in output/.   make test: every check.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: deck test lint bench torture audit pictures clean

deck: $(BIN)/deck
	$(BIN)/deck build

test: .venv/test-installed
	$(BIN)/python -m pytest -n auto

lint: .venv/test-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/bench-installed
	$(BIN)/python -m bench
	$(BIN)/python -m bench.proof

# Over an hour of what nobody does on purpose; what happened is entered into docs/torture.md. The short part is in `make test`.
torture: .venv/test-installed
	for topic in interruptions load installations; do nice $(BIN)/python -m torture $$topic --page || exit 1; done
	$(BIN)/python -m pip install --quiet --editable '.[torture]'
	nice $(BIN)/python -m torture fuzz

# Known weaknesses of what is installed here; needs the network, for it asks a service (OSV) about every library.
audit: .venv/test-installed
	$(BIN)/python -m pip install --quiet pip-audit
	$(BIN)/python -m pip_audit --skip-editable --vulnerability-service osv

pictures: .venv/test-installed
	$(BIN)/python tools/make_pictures.py
	$(BIN)/python tools/make_layout_docs.py

clean:
	rm -rf .venv output/*.pdf output/*.png

$(BIN)/python:
	$(PYTHON) -m venv .venv

$(BIN)/deck: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/bench-installed: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	touch $@

.venv/test-installed: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@
