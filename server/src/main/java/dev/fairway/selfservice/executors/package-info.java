/** Those who carry out the work of a run: calls to the outside, changes of the catalog, and work that others fetch. */
@NullMarked
package dev.fairway.selfservice.executors;

import org.jspecify.annotations.NullMarked;
