/** What comes in from the Auth Service: signed webhooks, their order and idempotency, and the state of one user. */
@NullMarked
@ApplicationModule(allowedDependencies = {"user", "indexing", "web"})
package dev.userservice.sync;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
