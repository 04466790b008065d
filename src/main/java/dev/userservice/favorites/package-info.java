/** Whom people marked as favorites, and whom that makes worth recommending to them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"user", "search", "analytics", "trending", "elasticsearch", "web"})
package dev.userservice.favorites;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
