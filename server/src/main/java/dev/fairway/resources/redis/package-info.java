/** Caches on shared Redis servers. */
@NullMarked
package dev.fairway.resources.redis;

import org.jspecify.annotations.NullMarked;
