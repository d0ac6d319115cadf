/** Repositories: their rows, their folders, who may write to them, and what moved in them. */
@NullMarked
package dev.fairway.delivery.git;

import org.jspecify.annotations.NullMarked;
