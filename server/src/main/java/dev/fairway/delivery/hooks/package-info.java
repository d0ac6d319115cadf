/** Who outside is told of pushes and change requests. */
@NullMarked
package dev.fairway.delivery.hooks;

import org.jspecify.annotations.NullMarked;
