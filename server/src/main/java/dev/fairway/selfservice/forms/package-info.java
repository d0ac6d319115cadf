/** The forms of actions, filled in: what an input is by default, whether it shows, what it may be, and what is wrong with it. */
@NullMarked
package dev.fairway.selfservice.forms;

import org.jspecify.annotations.NullMarked;
