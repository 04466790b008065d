/** What every route shares: who may do what, who asks, how often, and the head of the documentation. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.authservice.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
