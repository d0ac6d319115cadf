/** What Git hosts outside tell Fairway by their webhooks. */
@NullMarked
package dev.fairway.delivery.incoming;

import org.jspecify.annotations.NullMarked;
