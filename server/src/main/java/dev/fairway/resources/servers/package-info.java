/** The servers that resources are made on. */
@NullMarked
package dev.fairway.resources.servers;

import org.jspecify.annotations.NullMarked;
