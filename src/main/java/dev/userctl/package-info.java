/** The command line of an operator: it speaks to a User Service, here or elsewhere, over HTTP and nothing else. */
@NullMarked
package dev.userctl;

import org.jspecify.annotations.NullMarked;
