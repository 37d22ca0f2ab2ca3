# Everything runs in a virtual environment of its own, made on first use.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help install demo test check format docs bench-segmentation bench-relevance wheel wheel-check clean

help:  ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 22

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(STAMP)

install: $(STAMP)  ## the environment, with newsearch and the developers' tools

demo: $(STAMP)  ## index corpus/ and print three searches
	$(BIN)/newsearch rebuild corpus/ --index indexes/news
	$(BIN)/newsearch search 'bầu cử quốc hội' --limit 3
	$(BIN)/newsearch search 'lu lut quang binh' --limit 3
	$(BIN)/newsearch search '"cầu vượt" source:tinhaiphong.vn' --sort newest --limit 3

test: $(STAMP)  ## all tests
	$(BIN)/python -m pytest

check: $(STAMP)  ## lint, format, types, layers, generated docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)  ## apply the formatter and the safe fixes
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(STAMP)  ## docs/cli.md, from the commands themselves
	$(BIN)/python -m newsearch.cli.reference > docs/cli.md

# What the benchmarks read: corpora of your own, as docs/performance.md and docs/relevance.md say.
ARTICLES ?= articles.jsonl.gz
QUERIES ?= queries.jsonl
CORPUS ?= $(ARTICLES)
BENCH_INDEX ?= indexes/bench

bench-segmentation: $(STAMP)  ## segmentation against pyvi: ARTICLES=file
	$(BIN)/python -m benchmarks.segmentation $(ARTICLES)

bench-relevance: $(STAMP)  ## nDCG@10: QUERIES=file CORPUS="files"
	$(BIN)/python -m benchmarks.relevance --queries $(QUERIES) --index $(BENCH_INDEX) --rebuild $(CORPUS)

wheel: $(STAMP)  ## dist/newsearch-*.whl
	rm -rf dist
	$(BIN)/python -m build

# The wheel in an empty environment, used from another folder.
wheel-check: wheel  ## install the wheel somewhere else and search with it
	@set -e; place=$$(mktemp -d); trap 'rm -rf "$$place"' EXIT; corpus=$$PWD/corpus; \
	$(PYTHON) -m venv "$$place/venv"; \
	"$$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check dist/newsearch-*.whl; \
	cd "$$place"; \
	venv/bin/newsearch rebuild "$$corpus"; \
	venv/bin/newsearch search 'gia ca phe' --limit 1; \
	venv/bin/newsearch analyze 'Hội Liên hiệp Phụ nữ'

clean:  ## remove what was made
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
