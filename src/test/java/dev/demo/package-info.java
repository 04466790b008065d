/** The service in motion on one machine: about two thousand invented users, a token issuer and {@code make run}. */
package dev.demo;
