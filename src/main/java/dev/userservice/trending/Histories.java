package dev.userservice.trending;

import java.time.Instant;
import java.util.List;

/** What activity there was of some people, none of it before {@code countedSince}. */
record Histories(Instant countedSince, List<History> people) {}
