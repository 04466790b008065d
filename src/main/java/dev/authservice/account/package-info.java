/** Accounts, the truth about users: registration, profile, password, suspension and roles. */
@NullMarked
@ApplicationModule(allowedDependencies = {"web"})
package dev.authservice.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
