@NullMarked
package dev.fairway.resources.redis;

import org.jspecify.annotations.NullMarked;
