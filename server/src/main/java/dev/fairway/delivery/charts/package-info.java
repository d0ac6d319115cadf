/** The chart that services are rendered by, as the platform team changes it. */
@NullMarked
package dev.fairway.delivery.charts;

import org.jspecify.annotations.NullMarked;
