/** What values make of a service: objects for a cluster, what is wrong with them, and what a change of them changes. */
@NullMarked
package dev.fairway.delivery.render;

import org.jspecify.annotations.NullMarked;
