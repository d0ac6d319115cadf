/** Requests and what became of them, as they are kept: their steps, approvers, questions, reports and logs. */
@NullMarked
package dev.fairway.selfservice.runs;

import org.jspecify.annotations.NullMarked;
