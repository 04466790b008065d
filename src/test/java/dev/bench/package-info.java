/** Measures the service against its peers, in pairs and in turns, on data of a given size: {@code make bench}. */
package dev.bench;
