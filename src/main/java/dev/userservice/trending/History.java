package dev.userservice.trending;

import java.util.List;

/** What activity there was of somebody: observed, before, and viewers in steps of a grain. */
record History(String userId, long viewers, long views, long viewersBefore, List<Long> series) {}
