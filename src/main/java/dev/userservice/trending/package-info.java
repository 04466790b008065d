/** Who is looked at more than could be expected: lists made of the activity index, published whole, shown to anybody. */
@NullMarked
@ApplicationModule(allowedDependencies = {"user", "search", "elasticsearch", "web"})
package dev.userservice.trending;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
