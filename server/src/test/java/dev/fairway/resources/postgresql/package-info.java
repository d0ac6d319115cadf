@NullMarked
package dev.fairway.resources.postgresql;

import org.jspecify.annotations.NullMarked;
