/** A real Elasticsearch and a real Postgres for runs and tests: a configured address, Docker, or a process of our own. */
package dev.localservers;
