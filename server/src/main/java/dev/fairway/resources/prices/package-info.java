/** The price list, and what a specification costs by it. */
@NullMarked
package dev.fairway.resources.prices;

import org.jspecify.annotations.NullMarked;
