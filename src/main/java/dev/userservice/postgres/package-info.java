/** What several features ask of Postgres alike. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.userservice.postgres;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
