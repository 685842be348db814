# 'make' alone lists the targets.
MAVEN := ./mvnw -B -ntp
# SEED repeats what was drawn, HITS=10 kills ten times at each failpoint (docs/drill.md)
DRILL := $(MAVEN) -Pdrill $(if $(SEED),-Ddrill.seed=$(SEED)) $(if $(HITS),-Ddrill.hits=$(HITS))

# Compiles, then runs the integration tests alone: no check of formats, no unit test.
TESTS := $(MAVEN) -Dtest.skip=true test-compile dependency:copy@postgres failsafe:integration-test@postgres failsafe:verify@postgres
# The server of timing and sweep: make sweep POSTGRES=14
POSTGRES := 18
SWEEP := $(TESTS) -Dpostgres=$(POSTGRES) -Dit.tags=sweep $(if $(SEED),-Dsweep.seed=$(SEED))

.DEFAULT_GOAL := help
.PHONY: help test test-all check timing sweep sweep-sample bench bench-migration bench-serve drill drill-sample drill-maintenance drill-migration drill-serve run image release stop format clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

test: ## formats, architecture, unit tests; integration tests on PostgreSQL 18, those of sql, protocol, postgres and job on 14 too
	$(MAVEN) verify
	$(TESTS) -Dpostgres=14 '-Dit.packages=sql|protocol|postgres|job|attack'

test-all: ## integration tests on PostgreSQL 14, 15, 16, 17 and 18
	$(MAVEN) verify
	for version in 14 15 16 17; do $(TESTS) -Dpostgres=$$version || exit; done

timing: ## what asserts times, alone on the machine, with limits that a calibration scales
	$(TESTS) -Dpostgres=$(POSTGRES) -Dit.tags=timing -Dit.parallel=false

sweep: ## long sweeps, whole: 35 years of periods, a thousand interleavings, mutants, equality by ten seeds
	$(SWEEP)

sweep-sample: ## a part of them, drawn by a seed that is printed: make sweep-sample SEED=7
	$(SWEEP) -Dsweep.percent=20

check: ## formats, sizes, nullness, architecture, unit tests: what needs no server
	$(MAVEN) -DskipITs verify

drill: ## kills and crashes: every failpoint, every disturbance, two servers (docs/drill.md)
	$(DRILL) verify

drill-sample: ## a few of them, drawn by a seed that is printed: SEED=… draws the same again
	$(DRILL) -Ddrill.size=sample verify

drill-maintenance: ## of the drill, the runs of the maintenance
	$(DRILL) -Ddrill=MaintenanceDrill verify

drill-migration: ## of the drill, migrations under a writing application
	$(DRILL) -Ddrill=MigrationDrill verify

drill-serve: ## of the drill, two servers over 40 ticks, one of them killed; a thousand requests
	$(DRILL) -Ddrill=ServersDrill verify

bench: ## the figures of docs/figures.md, against pg_partman where it is installed
	jobs/src/bench/bench

bench-migration: ## migrations against hand-written SQL, and what the application feels (docs/figures.md)
	MAIN=MigrationBench jobs/src/bench/bench

bench-serve: ## 50 readers of one server, while maintenance runs (docs/figures.md)
	MAIN=ServeBench jobs/src/bench/bench

run: ## the nightly maintenance, now
	./kalends run maintenance

image: ## the image kalends:latest, by Docker
	docker build --tag kalends:latest $(DOCKER_BUILD) .

release: ## test-all, timing and sweep on 14 and 18, drill with HITS=10; then jar, image, manifests with its digest, SBOM and checksums, in target/release
	$(MAKE) test-all
	for version in 14 18; do $(MAKE) timing sweep POSTGRES=$$version || exit; done
	$(MAKE) drill HITS=10
	.ci/release

stop: ## stop the embedded server; its data stay
	@test -e .kalends/data/postmaster.pid && kill -INT $$(head -n 1 .kalends/data/postmaster.pid) || echo 'it is not running'

format: ## Java and pom.xml as the build wants them
	$(MAVEN) -q spotless:apply

clean: ## remove what was built; ./.kalends and its database stay
	$(MAVEN) -q clean
