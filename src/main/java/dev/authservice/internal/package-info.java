/** What services ask of this one and tell it: the users, in pages and one by one, imports, and the analytics received. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "web"})
package dev.authservice.internal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
