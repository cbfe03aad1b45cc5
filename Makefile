# make demo  sets everything up and opens the console on the demo broadcast
# make test  sets everything up and runs all tests
# make lint  formatting, lints, types, import rules
# make bench measures speed, next to the bare limit where it is at hand
# make proto writes the Python of every .proto anew, beside it
# make clean removes what the above made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP := PIP_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet
INSTALLED := $(VENV)/installed
READY := $(VENV)/ready

.PHONY: demo test lint bench proto tools clean
.DEFAULT_GOAL := demo

demo: $(INSTALLED)
	$(BIN)/livedesk demo

test: $(READY) tools
	$(BIN)/python -m pytest -n auto $(PYTEST)

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python -m tests.bench

# The compiler's release decides which protobuf the code needs (pyproject.toml); it is installed for this alone.
proto: $(READY)
	$(PIP) grpcio-tools==1.85.1
	$(BIN)/python -m grpc_tools.protoc -I. --python_out=. --pyi_out=. $$(find connectors -name '*.proto')

$(BIN):
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "livedesk needs Python 3.11 or newer; name one with make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): pyproject.toml constraints.txt | $(BIN)
	$(PIP) --editable '.[fast]'
	@touch $@

$(READY): $(INSTALLED)
	$(PIP) --editable '.[fast,dev]'
	@touch $@

# What pip cannot bring. Tests that need a missing one skip and say so; in CI they fail.
tools:
	@command -v tmux >/dev/null && exit 0; \
	root=$$( [ "$$(id -u)" = 0 ] || echo sudo -n ); \
	{ command -v apt-get >/dev/null && $$root apt-get update -qq && $$root apt-get install -y -qq tmux >/dev/null; } \
	|| echo "tmux is missing: the terminal tests will be skipped; get it with your system's package manager (apt install tmux, brew install tmux)"

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
