/** The Auth Service: accounts and who may use them, the source of truth about users, one package per feature. */
@NullMarked
package dev.authservice;

import org.jspecify.annotations.NullMarked;
