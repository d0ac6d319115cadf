/** How entities hang together: what is related to one, and the neighbourhood around it. */
@NullMarked
package dev.fairway.catalog.graph;

import org.jspecify.annotations.NullMarked;
