# Everything runs in a virtual environment of its own, made on first use.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help install demo test check format docs bench bench-scale bench-segmentation \
	bench-relevance bench-readers bench-stories bench-similar torture wheel wheel-check clean

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

# What the benchmarks measure with: articles and queries of your own, as docs/performance.md and
# docs/relevance.md say. Without ARTICLES it is the samples in corpus/, repeated.
ARTICLES ?=
QUERIES ?=
CORPUS ?=
ENGINES ?= whoosh tantivy
BENCH_WORK ?= indexes/bench
BENCH_STAMP := $(VENV)/.installed-bench
BENCH_OPTIONS = --work $(BENCH_WORK) --json $(BENCH_WORK)/$@.json \
	$(if $(ARTICLES),--articles $(ARTICLES)) $(if $(QUERIES),--queries $(QUERIES)) \
	$(ENGINES:%=--engine %)

$(BENCH_STAMP): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $(BENCH_STAMP)

bench: $(BENCH_STAMP)  ## all against yardsticks, within 15 minutes: ARTICLES="files" QUERIES=file
	@mkdir -p $(BENCH_WORK)
	$(BIN)/python -m benchmarks $(BENCH_OPTIONS)

bench-scale: $(BENCH_STAMP)  ## 15,000 to 300,000 articles, takes long: ARTICLES="files" QUERIES=file
	@mkdir -p $(BENCH_WORK)
	$(BIN)/python -m benchmarks.scale $(BENCH_OPTIONS)

bench-segmentation: $(STAMP)  ## segmentation against pyvi: ARTICLES=file
	$(BIN)/python -m benchmarks.segmentation $(or $(ARTICLES),articles.jsonl.gz)

# KNOWN_ITEMS=0 leaves out the search for titles, which needs every index a second time.
bench-relevance: ARTICLES := $(or $(CORPUS),$(ARTICLES))
bench-relevance: $(BENCH_STAMP)  ## nDCG and MRR against yardsticks: QUERIES=file CORPUS="files"
	@mkdir -p $(BENCH_WORK)
	$(BIN)/python -m benchmarks.relevance $(BENCH_OPTIONS) \
		$(if $(KNOWN_ITEMS),--known-items $(KNOWN_ITEMS))

# PAGES is a folder with manifest.jsonl, as benchmarks/reading_quality.py describes it.
bench-readers: $(STAMP)  ## how well and how fast pages are read: PAGES=folder [ARTICLES=file]
	$(BIN)/python -m benchmarks.reading_quality $(or $(PAGES),pages) $(if $(VERBOSE),--verbose)
	$(BIN)/python -m benchmarks.readers $(or $(PAGES),pages) $(if $(ARTICLES),--articles $(ARTICLES))

# EVENTS are articles of which QUERIES name, event by event, those that belong together.
EVENTS ?= events.jsonl
EVENT_QUERIES = $(or $(QUERIES),queries.jsonl)

bench-stories: $(STAMP)  ## recall and precision of near-copies: ARTICLES=file EVENTS=file QUERIES=file
	$(BIN)/python -m benchmarks.stories --articles $(or $(ARTICLES),articles.jsonl.gz) \
		--events $(EVENTS) --queries $(EVENT_QUERIES)

bench-similar: $(BENCH_STAMP)  ## precision of similar articles: ARTICLES=file EVENTS=file QUERIES=file
	@mkdir -p $(BENCH_WORK)
	$(BIN)/python -m benchmarks.similar --work $(BENCH_WORK) $(ENGINES:%=--engine %) \
		--articles $(EVENTS) $(or $(ARTICLES),articles.jsonl.gz) --events $(EVENT_QUERIES)

# What docs/reliability.md tells. EXPERIMENTS="kill long-life" runs some; COUNT=20 tries less often.
torture: $(STAMP)  ## experiments that try to break it, takes hours: [EXPERIMENTS="names"] [COUNT=n]
	$(BIN)/python -m torture $(EXPERIMENTS) $(if $(COUNT),--count $(COUNT))

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
