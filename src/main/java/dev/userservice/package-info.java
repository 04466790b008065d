/** The User Service: search, public profiles and analytics beside an Auth Service, one package per feature. */
@NullMarked
package dev.userservice;

import org.jspecify.annotations.NullMarked;
