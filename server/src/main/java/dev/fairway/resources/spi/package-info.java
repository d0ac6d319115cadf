/** What makes resources real on one kind of server. */
@NullMarked
@NamedInterface("spi")
package dev.fairway.resources.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
