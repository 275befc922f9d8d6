# One way to run everything, the same by hand and in CI. Each target makes .venv from the lock file when it is not there.
PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
PHOTOS ?= ../shared/photos
MARKINGS ?= ../shared/parts/markings_dated.csv
CATALOGUE ?= ../shared/parts/catalogue.csv.gz
OUT    ?= out

.PHONY: help evidence libreoffice install tesseract pango programs demo test lint messages screenshots docs bench lock clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ -/'

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

install: $(STAMP) tesseract pango  ## make .venv from requirements.lock; install the second text reader and what PDFs need

tesseract:  ## install Tesseract where that is possible, else say how
	@sh tools/tesseract.sh

pango: $(STAMP)  ## install what PDFs need where that is possible, else say how
	@sh tools/pango.sh $(BIN)/python

libreoffice:  ## install what the tests open exports in, where that is possible, else say how
	@sh tools/libreoffice.sh

demo: install  ## the sample case from photos to table, letters, responses, report and packages
	$(BIN)/teardown demo --out $(OUT)/demo --mode fast

programs:  ## install the programs that only tests need, where that is possible
	@sh tools/test_programs.sh

# A process for each processor; each file of tests stays in one of them. More than eight would only cost memory: most of the time
# goes into a dozen files. By hand, without the two options of xdist, pytest runs in one process.
test: install programs  ## run the tests, in several processes
	$(BIN)/python -m pytest --numprocesses logical --maxprocesses 8 --dist loadfile --no-loadscope-reorder

# `=`, since a file of that name from an earlier run would be taken for a test.
evidence: install programs libreoffice  ## all tests that show what stands as evidence, the long ones too, and what came of each
	$(BIN)/python -m pytest -m "evidence or promise" --promises=$(OUT)/promises.json
	$(BIN)/python tools/promises.py --print

lint: $(STAMP)  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

messages: $(STAMP)  ## collect the texts of the web application for translation, and compile them
	$(BIN)/python tools/messages.py

screenshots: $(STAMP)  ## pictures of every page of the web application: out/screenshots
	$(BIN)/python tools/screenshots.py $(OUT)/screenshots

docs: $(STAMP)  ## write the pages of docs/ that are made from the program
	$(BIN)/python tools/docs.py
	$(BIN)/python tools/promises.py

bench: install  ## measure: make bench PHOTOS=FOLDER MARKINGS=CSV CATALOGUE=TABLE
	@mkdir -p $(OUT)
	$(BIN)/teardown bench $(PHOTOS) --given-lines --misses
	$(BIN)/teardown bench $(MARKINGS) --misses
	$(BIN)/teardown parts trial $(CATALOGUE)
	$(BIN)/teardown parts noise
	$(BIN)/python -m teardown.bench.scale $(CATALOGUE) --plot $(OUT)/catalogue-scale.svg
	$(BIN)/teardown bench $(PHOTOS) --predictions $(OUT)/predictions.json --reliability $(OUT)/reliability.svg --misses --timing

lock:  ## make requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra cluster --extra timestamp --extra web --extra postgresql --group dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-annotate \
		--custom-compile-command "make lock" --output-file requirements.lock --quiet

clean:  ## remove what the targets made
	rm -rf $(VENV) $(OUT) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
