/** What is done for resources without anybody asking: they are looked at, reminded of, ended and removed. */
@NullMarked
package dev.fairway.resources.upkeep;

import org.jspecify.annotations.NullMarked;
