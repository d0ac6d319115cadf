/** Tests of the console's commands on real databases. */
@NullMarked
package dev.fairway.console;

import org.jspecify.annotations.NullMarked;
