/** Access tokens: the keys that sign them, how keys are replaced, and where others find them. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.authservice.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
