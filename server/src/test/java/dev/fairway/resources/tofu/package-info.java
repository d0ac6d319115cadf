@NullMarked
package dev.fairway.resources.tofu;

import org.jspecify.annotations.NullMarked;
