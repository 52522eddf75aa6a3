# Two commands do everything on a fresh machine with Python 3.11, pip and make: make demo, make test.
PYTHON ?= python3.11
VENV ?= .venv
BIN = $(VENV)/bin
INSTALL = $(BIN)/pip install --disable-pip-version-check --quiet --constraint constraints.txt

.PHONY: help demo test soak check samples bench clean

help:
	@echo "make demo   install, rebuild the dataset of the sample corpus, say where to look"
	@echo "make test   install, run the whole test suite"
	@echo "make soak   kills, full disks, damaged files, random changes: all of it (half an hour)"
	@echo "make check  types, lint, layers, formatting"
	@echo "make bench  speed and quality against peers"

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python pyproject.toml constraints.txt
	$(INSTALL) setuptools wheel
	$(INSTALL) --editable ".[dev]"
	@touch $@

demo: $(VENV)/.installed
	$(BIN)/clustertrace rebuild
	@echo "look at: outputs/dataset/report.html"

test: $(VENV)/.installed
	$(BIN)/pytest -n 2

# The usual suite runs a sample of the same tests.
soak: $(VENV)/.installed
	CLUSTERTRACE_SOAK=1 $(BIN)/pytest tests/soak

check: $(VENV)/.installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/clustertrace gazetteer check

samples: $(VENV)/.installed
	$(BIN)/python -m tests.samples.make

bench: $(VENV)/.installed
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) outputs/.store outputs/.builds outputs/.review outputs/dataset
