@NullMarked
package dev.fairway.resources.dumps;

import org.jspecify.annotations.NullMarked;
