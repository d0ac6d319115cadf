@NullMarked
package dev.fairway;

import org.jspecify.annotations.NullMarked;
