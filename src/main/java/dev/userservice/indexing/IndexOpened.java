package dev.userservice.indexing;

/**
 * Said by the worker when it has found the index and is about to write to it. A listener may still change the index; if
 * one fails, nothing is written and all of it is tried again.
 */
public record IndexOpened() {}
