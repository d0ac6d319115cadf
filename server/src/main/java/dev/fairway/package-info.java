/** Puts the modules together and starts them. */
@NullMarked
package dev.fairway;

import org.jspecify.annotations.NullMarked;
