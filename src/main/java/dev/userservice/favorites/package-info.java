/** Whom people marked as favorites. */
@NullMarked
@ApplicationModule(allowedDependencies = {"user", "search", "web"})
package dev.userservice.favorites;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
