package dev.demo;

import dev.localservers.LocalServers;
import java.util.Optional;

/** What a run tells whoever started it. */
record Welcome(Ports ports, Optional<Long> gateway, long userService, long authService, LocalServers servers) {

    String text() {
        return """

                User Service is running.

                  Gateway       %1$s
                  User Service  http://localhost:%2$s/swagger-ui.html  (process %6$s)
                  Auth Service  http://localhost:%3$s/swagger-ui.html  (process %7$s)
                  Health        http://localhost:%4$s/actuator/health and http://localhost:%5$s/actuator/health
                  Postgres      %9$s
                  Elasticsearch %10$s
                  Admin token   make token

                Try it:
                  curl '%8$s/api/search/influencers?q=travel+anna'

                Kill a process, and it is started again. Ctrl-C, or a SIGTERM, stops everything. The data stays in .local/run;
                delete that folder to start over.
                """.formatted(
                        gateway.map(process -> address() + "  (process " + process + ")")
                                .orElse("none: it needs nginx 1.19.5 or newer"),
                        ports.service(),
                        ports.authService(),
                        ports.management(),
                        ports.authManagement(),
                        userService,
                        authService,
                        gateway.isPresent() ? address() : "http://localhost:" + ports.service(),
                        servers.databaseUrl(),
                        servers.elasticsearchUrl());
    }

    private String address() {
        return "http://localhost:" + ports.gateway();
    }
}
