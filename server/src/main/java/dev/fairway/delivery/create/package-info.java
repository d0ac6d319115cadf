/** New services, with everything that one needs, made at once or not at all. */
@NullMarked
package dev.fairway.delivery.create;

import org.jspecify.annotations.NullMarked;
