/** Drives runs: which step comes next, carries each out once, waits, repeats and undoes. */
@NullMarked
package dev.fairway.selfservice.engine;

import org.jspecify.annotations.NullMarked;
