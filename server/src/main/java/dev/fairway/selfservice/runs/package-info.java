/** Requests and what became of them: accepted, carried out once, reported and looked up. */
@NullMarked
package dev.fairway.selfservice.runs;

import org.jspecify.annotations.NullMarked;
