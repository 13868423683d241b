# Every command of the project. On a fresh machine: `make run` or `make test`.
PYTHON ?= python3
BIN := .venv/bin
MINUTES ?= 60

.PHONY: install run demo test soak check format lock bench train chances train-mentions data clean

.venv/.installed: requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

install: .venv/.installed ## Fill .venv with the locked versions

run: install ## Serve on 127.0.0.1:8000 over SQLite in ./data
	$(BIN)/onym serve

demo: install ## Post the sample articles and print who was found
	$(BIN)/onym demo

test: install ## All tests, on SQLite and on a Postgres that they start themselves
	$(BIN)/pytest -n auto

soak: install ## Drive the API in any order for MINUTES (default 60), on both databases
	ONYM_SOAK_MINUTES=$(MINUTES) $(BIN)/pytest -s tests/api/test_machine.py

check: install ## Format, lint, types, import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install ## Put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: install ## Write requirements/*.txt anew from pyproject.toml
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --quiet pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --quiet pyproject.toml --group dev -o requirements/dev.txt

.venv/peers: benchmarks/peers.txt | install
	$(PYTHON) -m venv $@
	$@/bin/pip install --quiet -r benchmarks/peers.txt || rm -rf $@
	test -d $@ && touch $@ || echo "no peers: pyicu needs libicu-dev, pkg-config and g++"

.venv/slovnet: ## What Russian is measured against: slovnet with natasha's model, in its own environment
	$(PYTHON) -m venv $@
	$@/bin/pip install --quiet slovnet==0.6.0 navec==0.10.0
	$@/bin/pip download --quiet --no-deps --dest $@ natasha==1.6.0
	cd $@ && $(PYTHON) -m zipfile -e natasha-1.6.0-*.whl .

bench: install .venv/peers .venv/slovnet ## The figures of docs/benchmarks.md: start, memory, articles, names
	$(BIN)/python -m benchmarks.cold_start
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.scores
	PYTHONPATH=.:benchmarks $(BIN)/python benchmarks/names.py --plots docs/figures

data: install ## Build the name groups and given names anew from pinned packages (minutes)
	$(BIN)/python -m benchmarks.make_name_groups
	$(BIN)/python -m benchmarks.make_first_names
	$(BIN)/python -m benchmarks.make_given_readings

LEARNING := numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1
SHARED ?= ../shared
train: install ## Fit the scorer of names anew; SHARED=the benchmark's folder
	$(BIN)/pip install --quiet $(LEARNING)
	ONYM_SHARED=$(SHARED) PYTHONPATH=.:benchmarks $(BIN)/python benchmarks/train.py --folds

chances: install ## Fit anew how sure a candidate of a search is, its rivals weighed
	$(BIN)/pip install --quiet $(LEARNING)
	ONYM_SHARED=$(SHARED) PYTHONPATH=.:benchmarks $(BIN)/python benchmarks/chances.py --write

train-mentions: install ## Train the taggers of app/mentions anew; SHARED=the benchmark's folder (docs/mentions.md)
	$(PYTHON) -m venv .venv/train
	.venv/train/bin/pip install --quiet --require-hashes -r requirements/run.txt
	.venv/train/bin/pip install --quiet -r benchmarks/mentions/requirements.txt
	.venv/train/bin/pip download --quiet --no-deps --dest .venv/train/wheels rigour==1.3.0 natasha==1.6.0
	PYTHONPATH=. .venv/train/bin/python benchmarks/mentions/lexicon.py .venv/train/wheels/rigour-*.whl .venv/train/wheels/natasha-*.whl
	PYTHONPATH=. .venv/train/bin/python benchmarks/mentions/train.py .venv/train/wheels/rigour-*.whl $(SHARED)
	PYTHONPATH=. .venv/train/bin/python benchmarks/mentions/english.py $(SHARED)

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
