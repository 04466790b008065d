/** What every HTTP answer shares: problems, request ids, the {@code /api} prefix, and who may do what. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.userservice.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
