# Sets up .venv when it is missing or a lock file has changed, then does what is asked.

VENV  := .venv
PY    := $(VENV)/bin/python
WHOLE := $(VENV)/.whole
RUN   := $(VENV)/.run
DEV   := $(VENV)/.dev

INSTALL := $(PY) -m pip install --disable-pip-version-check --require-hashes
COMPILE := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links --annotation-style line

.PHONY: help run test check bench lock audit clean FORCE
.NOTPARALLEL:

help: ## show this list (PYTHON=... chooses the interpreter for a new .venv)
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' Makefile

run: $(RUN) ## play the main scenario (ARGS='scenario=... seed=7' changes it)
	@$(PY) -m experiments.run $(ARGS)

test: $(DEV) ## run all tests (ARGS='-k trust' chooses)
	@$(PY) -m pytest -n auto --maxprocesses 4 --dist loadgroup $(ARGS)

check: $(DEV) ## lint, format, import contracts
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -c 'from importlinter.cli import lint_imports_command as lint; lint()' --no-logo

bench: $(RUN) ## the table of speeds, and its figures as JSON (ARGS='engines against=OLD.json')
	@$(PY) -m benchmarks $(ARGS)

lock: $(DEV) ## rewrite the lock files from pyproject.toml (ARGS=--upgrade takes newer versions)
	$(COMPILE) $(ARGS) --output-file requirements.lock pyproject.toml
	$(COMPILE) $(ARGS) --output-file requirements-dev.lock --extra dev \
		--constraint requirements.lock pyproject.toml

audit: $(DEV) ## look up known vulnerabilities of what is locked (asks PyPI)
	@$(PY) -m uv tool run pip-audit@2.10.1 --strict --disable-pip --require-hashes \
		--requirement requirements-dev.lock

clean: ## remove .venv and caches; results stay
	rm -rf $(VENV) .cache .hypothesis .import_linter_cache .pytest_cache .ruff_cache
	rm -rf build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment without .whole was left half-made, and is made anew.
$(WHOLE): $(if $(shell test -x $(PY) && echo yes),,FORCE)
	@rm -rf $(VENV); unfit=; \
	for python in $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3); do \
		"$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
			2>/dev/null || continue; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null && \
			echo "Making $(VENV) with $$python" && "$$python" -m venv $(VENV) && \
			$(PY) -m pip --version >/dev/null && touch $@ && exit 0; \
		rm -rf $(VENV); unfit=$$python; \
	done; \
	if [ -n "$$unfit" ]; then \
		echo "$$unfit cannot make a virtual environment (on Debian: apt install python3-venv)." >&2; \
	else \
		echo "$(or $(PYTHON),python3 on the path) is not a Python 3.11, 3.12 or 3.13 that runs;" \
			"name one with PYTHON=..." >&2; \
	fi; \
	exit 1

$(RUN): $(WHOLE) requirements.lock
	@rm -f $(WHOLE)
	$(INSTALL) -r requirements.lock
	@touch $(WHOLE) $(RUN)

$(DEV): $(WHOLE) requirements-dev.lock
	@rm -f $(WHOLE)
	$(INSTALL) -r requirements-dev.lock
	@touch $(WHOLE) $(RUN) $(DEV)
