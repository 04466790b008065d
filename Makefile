.DEFAULT_GOAL := help
.PHONY: help run test bench reindex-plan reindex userctl fmt doctor token clean

SUBJECT ?= demo-admin
SCALE ?= 100k

# each recipe that needs a JDK finds one by itself and stops with one line if there is none
JDK = JAVA_HOME=$$(.mvn/find-jdk) || exit 1; export JAVA_HOME; \
	export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow $$MAVEN_OPTS"
# with Docker no local Elasticsearch has to be fetched; without, the first fetch is large enough to show its progress
FETCHED = [ -e "$$HOME/.cache/user-service/elasticsearch-9.4.3/complete" ]
# looked for once: what Maven does not fetch, Java must not need
DOCKER = $(eval DOCKER := $$(shell .mvn/has-docker && echo true || echo false))$(DOCKER)
NO_FETCH = $(DOCKER) || $(FETCHED)
MAVEN = mvn -B $(if $(filter true,$(DOCKER)),'-P!local-elasticsearch')

help: ## Show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Start both services, their servers, the gateway and demo users; Ctrl-C stops all, data stays in .local
	@echo 'Building ...'; $(JDK); $(MAVEN) $$({ $(NO_FETCH); } && echo -q) -DskipTests -Dspotless.check.skip process-test-classes && \
	trap : INT TERM && \
	{ "$$JAVA_HOME/bin/java" -Dlocal-servers.docker=$(DOCKER) \
		-cp "target/test-classes:target/classes:$$(cat target/test-classpath)" dev.demo.Run; \
	status=$$?; [ $$status -eq 130 ] || [ $$status -eq 143 ] || exit $$status; }

test: ## Compile, lint and run all tests
	@$(JDK); mvn -B $$($(FETCHED) && echo --no-transfer-progress) verify

bench: ## Measure against the peers: make bench, or make bench SCALE=1m; data stays in .local
	@$(JDK); $(MAVEN) -q -Pbench process-test-classes && \
	"$$JAVA_HOME/bin/java" -Xmx3g -Dlocal-elasticsearch.heap=1g -Dlocal-servers.docker=$(DOCKER) \
		-cp "target/test-classes:target/classes:$$(cat target/test-classpath)" dev.bench.Bench $(SCALE) $(ONLY)

# speaks to the service of `make run` unless USER_SERVICE_URL and USER_SERVICE_TOKEN say otherwise; whatever is built
# already is taken as it is, for nobody waits for a compiler to look at a rebuild
USERCTL = $(JDK); [ -e target/classes/dev/userctl/UserCtl.class ] || \
	$(MAVEN) -q -DskipTests -Dspotless.check.skip process-test-classes || exit 1; \
	USER_SERVICE_TOKEN="$${USER_SERVICE_TOKEN:-$$($(MAKE) -s token)}" || exit 1; export USER_SERVICE_TOKEN; \
	"$$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -cp "target/classes:$$(cat target/test-classpath)" dev.userctl.UserCtl

reindex-plan: ## Show what a changed mapping file asks of the index; fails if that is anything
	@$(USERCTL) reindex plan

reindex: ## Rebuild the index and watch it: make reindex, or make reindex ARGS=--pause-before-switch
	@$(USERCTL) reindex start $(ARGS)

userctl: ## Any other command about rebuilds: make userctl ARGS="reindex switch"
	@$(USERCTL) $(ARGS)

fmt: ## Format the code
	@$(JDK); $(MAVEN) -q spotless:apply

doctor: ## Check what a run needs
	@.mvn/doctor

token: ## Print an access token of a demo account: make token SUBJECT=demo-me
	@curl -fsS --noproxy '*' "http://localhost:$${AUTH_SERVICE_PORT:-4001}/api/auth/login" -H 'Content-Type: application/json' \
		-d '{"email": "$(SUBJECT)@example.com", "password": "development-only"}' | \
	sed -n 's/.*"accessToken":"\([^"]*\)".*/\1/p' | grep . || { echo "No token: is 'make run' running, and is $(SUBJECT) one of its accounts?" >&2; exit 1; }

clean: ## Remove build output; .local and the cache stay
	@$(JDK); $(MAVEN) -q clean
