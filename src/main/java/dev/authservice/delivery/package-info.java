/** What goes out to the User Service: the outbox of changed users, signed webhooks, retries and dead letters. */
@NullMarked
@ApplicationModule(allowedDependencies = "account")
package dev.authservice.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
