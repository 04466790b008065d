/** How often people are looked at: counted in memory, kept in Postgres, and fed back to the Auth Service. */
@NullMarked
@ApplicationModule(allowedDependencies = {"user", "indexing", "reindexing", "elasticsearch", "postgres", "web"})
package dev.userservice.analytics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
