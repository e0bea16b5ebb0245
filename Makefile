# One list of verbs: run, test, fuzz, lint, bench, accuracy, docs, constraints, wheel, clean.
# Needs Python 3.11 or newer and make; everything else goes into .venv.

PYTHON ?= python3
PORT ?= 8019
DB ?= var/duizhao.sqlite
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install -q --use-pep517
ARGS ?=
JOBS ?= 2
FUZZ_SECONDS ?= 600

.DEFAULT_GOAL := help
.PHONY: help run test test-ocr fuzz lint bench accuracy recognition check-all docs constraints wheel clean chromium typeface office

help:
	@echo "make run        serve the 2019 baseline beside the demonstration draft at http://127.0.0.1:$(PORT)"
	@echo "make test       every test; some need Chromium, LibreOffice or a Chinese typeface (installed as root where there is apt-get)"
	@echo "make test-ocr   recognition of scans: installs its extra (430 MB) and tests it; make recognition: docs/recognition.md"
	@echo "make fuzz       broken files for every reader, ten minutes unless FUZZ_SECONDS says otherwise"
	@echo "make lint       ruff and mypy"
	@echo "make bench      cost (docs/performance.md); make accuracy: quality on labelled pairs; make check-all: all four"
	@echo "make docs       write what is generated in docs/; make constraints: pin the newest versions"
	@echo "make wheel      build dist/; make clean: remove what was made, but not .venv or var/"

run: $(VENV)/.run
	$(BIN)/duizhao demo --out out --db $(DB)
	$(BIN)/duizhao serve --port $(PORT) --db $(DB)

test: $(VENV)/.dev chromium typeface office
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(ARGS)

test-ocr: $(VENV)/.ocr
	$(BIN)/python -m pytest tests/test_reading_pictures.py tests/test_reading_ocr.py $(ARGS)

# Broken files for every reader, each format its share of the time; docs/security.md says what was tried.
fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz --seconds $(FUZZ_SECONDS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.bench
	$(BIN)/python -m bench --write
	$(BIN)/python -m bench.pages --write

accuracy: $(VENV)/.dev
	$(BIN)/python -m bench.accuracy --write
	$(BIN)/python -m bench.tasks --write
	$(BIN)/python -m bench.numerals --write
	$(BIN)/python -m bench.formulations --write

recognition: $(VENV)/.ocr
	$(BIN)/python -m bench.recognition --write

check-all: lint test test-ocr bench accuracy

docs: $(VENV)/.dev
	$(BIN)/python -m compare.cli_docs > docs/cli.md.new
	mv docs/cli.md.new docs/cli.md
	$(BIN)/python -m compare.security_docs
	$(BIN)/python -m web.catalogue

wheel: $(VENV)/.dev
	$(PIP) wheel -q --no-deps -w dist .

# The two installs: what runs, and what also tests.  setuptools goes in the end: where it is there, jieba
# imports pkg_resources through it, which takes four times as long and warns.
$(VENV)/.run: pyproject.toml constraints.txt
	@$(MAKE) --no-print-directory $(VENV)/bin/pip
	$(INSTALL) -c constraints.txt -e '.[pdf]'
	@$(PIP) uninstall -qq -y setuptools
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt
	@$(MAKE) --no-print-directory $(VENV)/bin/pip
	$(INSTALL) -c constraints.txt -e '.[dev]'
	@$(PIP) uninstall -qq -y setuptools
	@touch $(VENV)/.run $@

# Recognition of scans: large, and not needed by anything else.
$(VENV)/.ocr: $(VENV)/.dev
	$(INSTALL) -c constraints.txt -e '.[dev,ocr]'
	@$(PIP) uninstall -qq -y setuptools
	@touch $@

# Other tools, to be measured on the same texts; nothing here runs or ships with them.
$(VENV)/.bench: $(VENV)/.dev
	$(INSTALL) -c constraints.txt -e '.[dev,bench]'
	@$(PIP) uninstall -qq -y setuptools
	@touch $@

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	@echo "making $(VENV)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Debian and Ubuntu: apt-get install python3-venv, then again" >&2; exit 1; }

chromium:
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing Chromium and Chinese fonts for the browser tests"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
			chromium fonts-noto-cjk >/dev/null; } || echo "Chromium could not be installed"; \
	else echo "no Chromium, and no root with apt-get to install it: browser tests are skipped (in CI they fail)"; fi

# What Typst would find, asked of Typst: it needs no other library, and no list of typefaces by another program.
typeface: $(VENV)/.dev
	@if $(BIN)/python -c 'import sys, typst; from compare.typesetting import SANS, SERIF; \
		sys.exit(not {*SANS, *SERIF} & set(typst.Fonts(include_embedded_fonts=False).families()))'; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing Chinese typefaces for the tests of PDF files"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
			fonts-noto-cjk >/dev/null; } || echo "Chinese typefaces could not be installed"; \
	else echo "no Chinese typeface, and no root with apt-get to install one: tests of PDF files are skipped (in CI they fail)"; fi

office:
	@if command -v soffice >/dev/null || command -v libreoffice >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing LibreOffice for the tests of what it converts"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
			libreoffice-writer-nogui >/dev/null; } || echo "LibreOffice could not be installed"; \
	else echo "no LibreOffice, and no root with apt-get to install it: tests of what it converts are skipped"; fi

# Names and versions only, from a fresh environment with everything that runs, tests and is measured beside us.
constraints:
	rm -rf build/constraints
	$(PYTHON) -m venv build/constraints
	build/constraints/bin/python -m pip install -q --use-pep517 -e '.[dev,bench,fuzz,ocr]'
	{ echo "# names and versions, written by \`make constraints\`"; \
		build/constraints/bin/python -m pip freeze --exclude-editable --exclude setuptools; } > constraints.txt.new
	mv constraints.txt.new constraints.txt
	rm -rf build/constraints

clean:
	rm -rf build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find compare web tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
