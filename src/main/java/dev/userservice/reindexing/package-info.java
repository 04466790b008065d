/** Rebuilds the index after a change of its mapping, and proves that the new one is as good before it answers. */
@NullMarked
@ApplicationModule(allowedDependencies = {"indexing", "user", "elasticsearch", "web"})
package dev.userservice.reindexing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
