/** Shows administrators the background jobs, and does them now where they say so. */
@NullMarked
package dev.fairway.access.jobs;

import org.jspecify.annotations.NullMarked;
