/** What comes in from the Auth Service: signed webhooks, their order and idempotency, full reads, and one user's state. */
@NullMarked
@ApplicationModule(allowedDependencies = {"user", "indexing", "web"})
package dev.userservice.sync;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
