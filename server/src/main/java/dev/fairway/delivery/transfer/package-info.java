/** Git over HTTP, as the program git speaks it. */
@NullMarked
package dev.fairway.delivery.transfer;

import org.jspecify.annotations.NullMarked;
