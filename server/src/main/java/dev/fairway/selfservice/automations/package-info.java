/** Automations: what follows by itself from changes, from runs, from timers and from the clock. */
@NullMarked
package dev.fairway.selfservice.automations;

import org.jspecify.annotations.NullMarked;
