PYTHON ?= python3
ARGS ?=
COUNTY ?= demonstration

.PHONY: run test test-faults test-debian13 lint python

run: python ## everything on this machine, with a county to try; COUNTY=empty: one to fill yourself
	@$(PYTHON) -m config.stack run $(COUNTY)

test: python ## style, order of the floors, types, every test; ARGS goes to pytest
	@$(PYTHON) -m config.stack test $(ARGS)

test-faults: python ## the long storms, every fault of docs/reliability.md with its table, the whole demonstration
	@$(PYTHON) -m config.stack test tests/faults tests/demonstration -m "" -n 0 $(ARGS)

test-debian13: ## the tests in a Debian 13 of its own (Python 3.13); needs root and debootstrap
	@.ci/debian13 $(ARGS)

lint: python ## style, order and types alone
	@$(PYTHON) -m config.stack lint

python:
	@$(PYTHON) -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo 'Liangze needs Python 3.11 or newer with venv, and "$(PYTHON)" is not: install it' \
	'(Debian, Ubuntu: apt-get install python3-venv; macOS: brew install python)' \
	'or name another one (make $(MAKECMDGOALS) PYTHON=python3.12).'; exit 1; }
