/** What both services stand on: the environment, problems, request ids, strict JSON and webhook signatures. */
@NullMarked
package dev.platform;

import org.jspecify.annotations.NullMarked;
