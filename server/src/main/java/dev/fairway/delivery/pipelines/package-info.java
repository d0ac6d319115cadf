/** Pipelines: what is done with each commit that is pushed, stage by stage, where it runs, and what it printed. */
@NullMarked
package dev.fairway.delivery.pipelines;

import org.jspecify.annotations.NullMarked;
