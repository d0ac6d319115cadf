/** Work in the background that survives the node it runs on: recurring, or asked for once. */
@NullMarked
package dev.fairway.shared.jobs;

import org.jspecify.annotations.NullMarked;
