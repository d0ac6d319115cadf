@NullMarked
package dev.fairway.delivery;

import org.jspecify.annotations.NullMarked;
