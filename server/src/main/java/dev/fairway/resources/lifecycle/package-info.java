/** The life of a resource: made, changed, watched, rotated and removed. */
@NullMarked
package dev.fairway.resources.lifecycle;

import org.jspecify.annotations.NullMarked;
