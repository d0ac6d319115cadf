/** Times in which nothing is released to an environment. */
@NullMarked
package dev.fairway.delivery.freezes;

import org.jspecify.annotations.NullMarked;
