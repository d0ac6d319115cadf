/** The demo organisation: an online shop to look around in, labelled as such and removed by one click. */
@NullMarked
package dev.fairway.catalog.demo;

import org.jspecify.annotations.NullMarked;
