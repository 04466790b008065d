/** Keeps the index a projection of the cache: the document, its score, the queue of users behind, and the worker. */
@NullMarked
@ApplicationModule(allowedDependencies = {"user", "elasticsearch"})
package dev.userservice.indexing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
