/** Calls to the world outside, through one guard: public addresses only, unless an administrator allows more. */
@NullMarked
package dev.fairway.shared.outbound;

import org.jspecify.annotations.NullMarked;
