/** From one index to the next: what a changed mapping file means for the live index. */
@NullMarked
@ApplicationModule(allowedDependencies = {"user", "indexing", "elasticsearch", "web"})
package dev.userservice.reindexing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
