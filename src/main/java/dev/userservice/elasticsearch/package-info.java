/** The way to Elasticsearch: clients with bounded waits, a circuit breaker, translated failures, health. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.userservice.elasticsearch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
