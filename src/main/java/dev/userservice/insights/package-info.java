/** What a user is told of themselves: how often looked at, where among others, how found, and what to fill in. */
@NullMarked
@ApplicationModule(allowedDependencies = {"user", "indexing", "search", "analytics", "web"})
package dev.userservice.insights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
