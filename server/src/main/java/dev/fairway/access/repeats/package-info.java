/** Carries a request out once, however often it is sent with the same {@code Idempotency-Key}. */
@NullMarked
package dev.fairway.access.repeats;

import org.jspecify.annotations.NullMarked;
