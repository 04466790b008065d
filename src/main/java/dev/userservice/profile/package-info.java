/** Public profiles, straight from the cache. */
@NullMarked
@ApplicationModule(allowedDependencies = {"user", "analytics", "web"})
package dev.userservice.profile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
