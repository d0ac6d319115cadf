@NullMarked
package dev.fairway.resources.kubernetes;

import org.jspecify.annotations.NullMarked;
