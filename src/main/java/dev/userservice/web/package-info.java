/** What every route shares: the {@code /api} prefix, tokens, and who may do what. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.userservice.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
