/** The truth this service keeps: cached users, their source versions, and tombstones of deleted ones. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.userservice.user;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
