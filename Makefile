# Each target does its own set-up. PYTHON=… chooses the interpreter for a new .venv.
BIN := .venv/bin
READY := .venv/ready
WORKERS ?= 2

.PHONY: help setup run test lint format bench screens package package-smoke clean

help:
	@echo "make run            open the window (without a display: one invoice's whole life, by commands)"
	@echo "make test           every test, with coverage"
	@echo "make lint           style, types and import directions"
	@echo "make format         put the style right"
	@echo "make bench          measure speed as ratios"
	@echo "make screens        a picture of every page in build/screens"
	@echo "make package        the frozen program in build/dist/invoicer"
	@echo "make package-smoke  start the frozen program in an empty home"
	@echo "make setup          only the set-up: .venv and Qt's system libraries"

setup: $(READY)

$(READY): pyproject.toml constraints.txt packaging/set_up.sh
	@PYTHON="$(PYTHON)" packaging/set_up.sh

run: $(READY)
	@packaging/run.sh

test: $(READY)
	@rm -f .coverage .coverage.*
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --cov --cov-report=
	@$(BIN)/coverage report --include='invoicer/models/*,invoicer/ledger/*' --fail-under=100
	@$(BIN)/coverage report --fail-under=85

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)
	$(BIN)/python -m benchmarks

screens: $(READY)
	$(BIN)/python packaging/screens.py build/screens

package: $(READY)
	$(BIN)/pyinstaller --noconfirm --clean --log-level WARN \
		--distpath build/dist --workpath build/pyinstaller packaging/invoicer.spec
	@du -sh build/dist/invoicer

package-smoke: $(READY)
	@packaging/smoke.sh build/dist/invoicer/invoicer

clean:
	rm -rf build .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
