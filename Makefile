# sanlian: `make run` serves a fictional street, `make test` tries everything. A target whose inputs have not changed
# does nothing again.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup assets run test check format bench screenshot schema lock neo4j clean

BIN         := .venv/bin
ENVIRONMENT := .venv/.as-locked
ASSETS      := viz/assets/manifest.json
PYTEST_ARGS ?=

help: ## This list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: $(ENVIRONMENT) $(ASSETS) ## .venv with `sanlian` in it, and the browser assets
	@echo "ready: $(BIN)/sanlian --help"

assets: $(ASSETS) ## viz/assets/ from npm, as locked

run: setup ## A fictional street, served at http://127.0.0.1:8000
	@if [ -z "$$SANLIAN_STORE" ]; then $(BIN)/sanlian demo --if-empty; fi
	@$(BIN)/sanlian serve

test: setup ## Every test, on a real Neo4j and in a real Chromium
	@sh tools/prerequisites.sh
	@$(BIN)/pytest $(PYTEST_ARGS)

check: setup ## Format, lint, types, import direction
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports --no-logo

format: $(ENVIRONMENT) ## Put the code in order as `check` wants it
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: setup ## Figures of the store and the pipeline, per engine
	@sh tools/prerequisites.sh
	@$(BIN)/python -m bench $(BENCH_ARGS)

screenshot: setup ## The README's pictures, made anew
	@sh tools/prerequisites.sh
	@$(BIN)/python tools/screenshot.py

schema: $(ENVIRONMENT) ## docs/schema/ made anew from the records
	@for what in sqlite neo4j graphql; do \
	    case $$what in graphql) to=schema.graphql;; sqlite) to=sqlite.sql;; neo4j) to=neo4j.cypher;; esac; \
	    $(BIN)/sanlian schema $$what > docs/schema/$$to.part && mv docs/schema/$$to.part docs/schema/$$to || exit 1; done

lock: $(ENVIRONMENT) ## Remake the locks; UPGRADE=--upgrade takes the latest versions
	@$(BIN)/python tools/lock.py $(UPGRADE)

neo4j: $(ENVIRONMENT) ## A Neo4j to work with that stays up (see tools/dev_neo4j.py)
	@sh tools/prerequisites.sh
	@$(BIN)/python tools/dev_neo4j.py up

clean: ## Remove what `make` made; data/ stays
	rm -rf .venv .cache node_modules viz/assets build dist

$(ENVIRONMENT): requirements/dev.lock pyproject.toml tools/environment.sh tools/find_python.sh
	@PYTHON="$(PYTHON)" sh tools/environment.sh
	@touch $@

$(ASSETS): package.json package-lock.json .npmrc tools/assets.py tools/assets/graphiql.js | $(ENVIRONMENT)
	@$(BIN)/python tools/assets.py
	@touch $@
