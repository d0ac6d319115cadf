/** Workflows: several steps in an order, written as nodes and connections, with versions. */
@NullMarked
package dev.fairway.selfservice.workflows;

import org.jspecify.annotations.NullMarked;
