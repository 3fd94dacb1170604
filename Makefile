# On Windows, make runs these recipes with the sh of Git for Windows
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PYTHON ?= $(if $(filter Windows_NT,$(OS)),python,python3)
# The environment is made anew if it is not whole, or if another PYTHON is named than it was made of
FITS := import sys; v = '%d.%d' % sys.version_info[:2]; v in '3.11 3.12 3.13 3.14'.split() or \
  sys.exit('Python ' + v + ' does not fit. Take 3.11, 3.12, 3.13 or 3.14: make PYTHON=python3.13 ...')
HAS := $(shell $(BIN)/python -c "$(FITS); import pip; print(v)" 2>/dev/null)
WANTS := $(if $(filter file,$(origin PYTHON)),$(HAS),$(shell $(PYTHON) -c "$(FITS); print(v)" 2>/dev/null))
ANEW := $(if $(HAS),$(if $(filter $(HAS),$(WANTS)),,.venv/anew),.venv/anew)
.PHONY: .venv/anew
.venv/anew:
	@$(PYTHON) -c "$(FITS)"
	$(PYTHON) -m venv --clear .venv
# Compiled once, the modules are imported sooner by the many processes of the tests and of grading
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help
help: ## show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

.PHONY: run
run: .venv/run ## execute the notebooks and say whether every stored output was reproduced
	@$(BIN)/python run.py

.PHONY: lab
lab: .venv/run ## open the notebooks in JupyterLab
	@# The root is this folder, so that solution.py can be edited beside a notebook; containers often
	@# run as root, which Jupyter refuses without --allow-root; the kernel is that of .venv
	JUPYTER_PATH="$(CURDIR)/.venv/share/jupyter" \
	  $(BIN)/python -m jupyterlab --allow-root --ServerApp.root_dir="$(CURDIR)" --LabApp.default_url=/lab/tree/notebooks/1_by_hand_in_numpy.ipynb

.PHONY: test
test: lint ## check what can be checked in a minute: lint, unit tests, the stored outputs of the notebooks
	@# Each notebook stays in one process, and so do most modules: tests/conftest.py
	$(BIN)/python -m pytest -n auto --dist loadscope

.PHONY: test-pythons
test-pythons: venv ## validate the figures and the numpy notebooks on every Python of this machine
	@$(BIN)/python tests/pythons.py

.PHONY: test-slow
test-slow: venv test-pythons ## check the rest: other Pythons, mutants, all hostile programs, whole classes, the website
	$(BIN)/python -m pytest -n auto --dist loadscope -m slow

.PHONY: test-cpus
test-cpus: venv ## validate the notebooks as other processors would compute them
	$(BIN)/python -m pytest -m cpus -v -n 2 tests/test_cpus.py

.PHONY: test-browser
test-browser: venv ## try everything in a real browser, and keep pictures in dist/browser/
	@# Without npm, the check of accessibility is skipped
	! command -v npm || npm ci --no-audit --no-fund --prefix tests/browser
	$(BIN)/python -m pytest -m browser -v -n 3 --dist loadscope tests/browser

.PHONY: test-fresh
test-fresh: ## run the commands of the README in a fresh clone with an empty home
	$(PYTHON) tests/fresh_machine.py

.PHONY: test-oldest test-newest
test-oldest: venv ## run all tests with the oldest packages that pyproject.toml claims
	$(call test_with,lowest-direct)
test-newest: venv ## run all tests with the newest packages that there are
	$(call test_with,highest)

# A copy of this folder differs in its constraints only
define test_with
rm -rf dist/$@ && mkdir -p dist/$@
git ls-files -z | tar --null -cT - | tar -xC dist/$@
$(RESOLVE) --upgrade --python $(BIN)/python --resolution $(1) --output-file dist/$@/constraints.txt
$(MAKE) -C dist/$@ test test-slow
endef

.PHONY: student
student: .venv/instructors ## build the version for students in dist/; with answers to the questions: ANSWERS=yes
	@$(BIN)/python -m instructors.handout.student $(if $(filter yes,$(ANSWERS)),--answers)

.PHONY: html
html: .venv/instructors ## write the notebooks as web pages, dist/html/
	@$(BIN)/python -m instructors.handout.pages

.PHONY: site
site: .venv/instructors ## write a website for students, dist/site/, for URL=https://...
	@$(BIN)/python -m instructors.handout.site "$(URL)" $(if $(REPOSITORY),--repository "$(REPOSITORY)")

.PHONY: grade
grade: .venv/instructors ## grade SUBMISSIONS=folder; more with OPTIONS="--seed ... --columns ..."
	@$(BIN)/python -m instructors.grade "$(SUBMISSIONS)" $(OPTIONS)

.PHONY: gradescope
gradescope: .venv/instructors ## build the autograder for Gradescope in dist/; more with OPTIONS="--visibility ..."
	@$(BIN)/python -m instructors.autograder build $(OPTIONS)

.PHONY: bench
bench: venv ## measure the figures of instructors/README.md, on Linux
	@$(BIN)/python benchmarks/table.py

.PHONY: lint
lint: venv ## check the style and the types of modules, and the style of notebooks and workflows
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/actionlint -color .github/workflows/*.yml instructors/handout/student/.github/workflows/*.yml

.PHONY: outputs
outputs: venv ## execute the notebooks and store their outputs, after a deliberate change
	@$(BIN)/python run.py --write

.PHONY: figures
figures: venv ## draw net.svg.png
	@$(BIN)/python -m figures

.PHONY: constraints
constraints: venv ## pin the newest version of every package
	@# One version for all Pythons, so that what is tested is what is installed
	$(RESOLVE) --universal --python-version 3.11 --fork-strategy fewest \
	  --custom-compile-command 'make constraints' --output-file constraints.new
	mv constraints.new constraints.txt

RESOLVE = $(BIN)/uv pip compile --quiet --no-annotate pyproject.toml --all-extras

.PHONY: venv
venv: .venv/dev ## make the whole environment .venv

# What executes the notebooks; what grading and the pages need, too; what tests and maintainers need
.venv/run: requirements.txt constraints.txt $(ANEW)
	$(install)
.venv/instructors: requirements-instructors.txt .venv/run
	$(install)
.venv/dev: requirements-dev.txt .venv/instructors
	$(install)

define install
$(BIN)/python -m pip install -r $<
touch $@
endef
