/** What both services stand on: the environment, problems, request limits and ids, strict JSON, webhook signatures. */
@NullMarked
package dev.platform;

import org.jspecify.annotations.NullMarked;
