@NullMarked
package dev.fairway.clusters;

import org.jspecify.annotations.NullMarked;
