package dev.fairway.selfservice.spi;

import tools.jackson.databind.node.ObjectNode;

/**
 * What came of a request.
 *
 * @param output what later steps and the requester may read of it; nothing that is secret
 * @param message a sentence to the requester
 */
public record Done(ObjectNode output, String message) {}
