/** What builds made of commits: images, what is in them, and what scanners have against it. */
@NullMarked
package dev.fairway.delivery.builds;

import org.jspecify.annotations.NullMarked;
