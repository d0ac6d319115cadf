package dev.fairway.resources.spi;

import tools.jackson.databind.node.ObjectNode;

/**
 * Something on a server that Fairway did not make.
 *
 * @param specification what a resource like it would have been asked for with, as far as the server tells
 * @param details what helps to recognise it, such as its size and owner
 */
public record Found(String name, ObjectNode specification, ObjectNode details) {}
