/** What happens to the running product when processes are killed, the disk is full, or the database is away. */
@NullMarked
package dev.fairway.baddays;

import org.jspecify.annotations.NullMarked;
