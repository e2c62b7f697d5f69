# `make run` shows the demo, `make test` is what CI runs. `make check` is its fast part.
VENV := .venv
PYTHON ?= python3
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export HIGHGROUND_HOME ?= $(CURDIR)/.highground

.PHONY: run serve test check setup console browser format lint types layers policies unit ui \
	browser-tests bench chaos lock clean

run: setup console
	highground demo

serve: setup console
	highground serve

test: check unit ui browser-tests

check: setup lint types layers

# --- set-up: everything goes into the checkout -----------------------------------------------

setup: $(VENV)/.done ui/node_modules/.done

$(VENV)/.done: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: install python3 >= 3.11"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$$($(PYTHON) -V) is too old: set PYTHON to one >= 3.11"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv is missing: on Debian, apt-get install python3-venv"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install -q uv==0.13.9
	$(VENV)/bin/uv pip install -q --compile-bytecode --require-hashes -r requirements.lock
	$(VENV)/bin/uv pip install -q --no-deps --no-build-isolation -e .
	touch $@

ui/node_modules/.done: ui/package-lock.json ui/package.json ui/.npmrc $(VENV)/.done
	cd ui && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

console: ui/dist/index.html

ui/dist/index.html: ui/node_modules/.done ui/index.html ui/vite.config.ts $(shell find ui/src -type f)
	npm --prefix ui run build
	touch $@

# An installed browser is found; else the distribution's; else the driver's own download is tried.
browser: setup
	@tests/find-browser || { \
		(command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && apt-get update -q && \
			apt-get install -y -q --no-install-recommends chromium) || \
		playwright install chromium || true; }
	@tests/find-browser || { echo "No Chromium: install the package chromium, or set \
	HIGHGROUND_CHROMIUM to a browser"; exit 2; }

# --- checks ------------------------------------------------------------------------------------

lint:
	ruff check .
	ruff format --check .

types:
	mypy

layers:
	lint-imports

unit: setup console
	pytest -q -n 2 --dist loadfile -m "not browser and not chaos"

ui: setup
	npm --prefix ui run check

browser-tests: setup console browser
	pytest -q -m browser

policies: setup
	highground policies test

# --- what takes longer ---------------------------------------------------------------------------

bench: setup
	python -m bench

chaos: setup
	pytest -q -m chaos

format: setup
	ruff check --fix .
	ruff format .
	npm --prefix ui run format

# The lock has hashes and no address.
lock: $(VENV)/.done
	uv pip compile --universal --python-version 3.11 --generate-hashes --all-extras --group dev \
		--no-header -q -o requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) ui/node_modules ui/dist .highground
