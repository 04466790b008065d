package dev.userservice.trending;

import java.time.Instant;
import java.util.List;

/** What activity there was of some people; nobody's is counted before {@code countedSince}. */
record Histories(Instant countedSince, List<History> people) {}
