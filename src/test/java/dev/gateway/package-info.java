/** The gateway, tried with a real nginx. */
package dev.gateway;
