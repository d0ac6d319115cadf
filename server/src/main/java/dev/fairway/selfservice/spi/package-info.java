/** What a pillar brings so that people can ask for it: actions, what they would do, and how they are carried out. */
@NullMarked
@NamedInterface("spi")
package dev.fairway.selfservice.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
