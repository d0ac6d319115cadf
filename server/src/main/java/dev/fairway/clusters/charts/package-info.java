/** Charts of Helm, rendered in this process: no cluster is asked and nothing is fetched. */
@NullMarked
@NamedInterface("charts")
package dev.fairway.clusters.charts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
