/** What is set for a service, in layers, and which layer set it. */
@NullMarked
package dev.fairway.delivery.values;

import org.jspecify.annotations.NullMarked;
