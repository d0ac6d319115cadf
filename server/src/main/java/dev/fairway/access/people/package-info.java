/** Users and teams. */
@NullMarked
package dev.fairway.access.people;

import org.jspecify.annotations.NullMarked;
