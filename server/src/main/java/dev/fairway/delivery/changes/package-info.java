/** Change requests: what somebody wants merged, what others say of it, and the merge. */
@NullMarked
package dev.fairway.delivery.changes;

import org.jspecify.annotations.NullMarked;
