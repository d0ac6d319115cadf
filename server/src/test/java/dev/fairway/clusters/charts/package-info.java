@NullMarked
package dev.fairway.clusters.charts;

import org.jspecify.annotations.NullMarked;
