/** How often anybody may ask: budgets of requests a minute, shared by all instances. */
@NullMarked
@ApplicationModule(allowedDependencies = {"web"})
package dev.userservice.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
