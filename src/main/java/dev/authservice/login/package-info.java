/** Who is logged in: sessions, their refresh tokens, and access tokens while a session lasts. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "token", "web"})
package dev.authservice.login;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
