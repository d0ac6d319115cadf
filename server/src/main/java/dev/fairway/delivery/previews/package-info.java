/** Change requests that run by themselves for a while, beside the environment that they are tried in. */
@NullMarked
package dev.fairway.delivery.previews;

import org.jspecify.annotations.NullMarked;
