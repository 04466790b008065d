/** Finds people: a checked query, the request made of it, the page made of the response. */
@NullMarked
@ApplicationModule(allowedDependencies = {"user", "indexing", "elasticsearch", "postgres", "web"})
package dev.userservice.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
