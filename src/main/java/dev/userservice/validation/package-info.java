/** Checks that what was counted is possible and adds up, tells of what does not, and repairs it on demand. */
@NullMarked
@ApplicationModule(allowedDependencies = {"user", "indexing", "elasticsearch", "web"})
package dev.userservice.validation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
