package dev.fairway.selfservice.executors;

import tools.jackson.databind.node.ObjectNode;

/**
 * One piece of work.
 *
 * @param key the same for every attempt, so that whoever is called recognises one that comes again
 * @param run id of the run that it is part of
 * @param config what to do, as it was written
 * @param by who asked for it
 */
public record Task(String key, String run, ObjectNode config, String by) {}
