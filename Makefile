# Two commands are enough: `make demo` to look, `make test` to be sure. Each sets up what it needs.
PORT ?= 8000
WORKERS ?= 22165
SEED ?= 1

.PHONY: setup dev demo test check bench clean

setup:          ## virtual environment, pinned dependencies, the program, static files
	@tools/setup.sh

dev:            ## what tests and checks need on top
	@tools/setup.sh dev

demo: setup     ## a believable district, imported, derived and served
	@exec .venv/bin/changai demo --port $(PORT) --workers $(WORKERS) --seed $(SEED)

test: dev       ## everything: checks, the suite on SQLite and on PostgreSQL, a real browser
	@tools/test.sh

check: dev      ## format, lint, types, import contracts, migrations, locks, frozen rules
	@tools/check.sh

bench: dev      ## the benchmarks; prints ratios in one table each
	@tools/bench.sh

clean:          ## forget the virtual environment; data in var/ stays
	rm -rf .venv
