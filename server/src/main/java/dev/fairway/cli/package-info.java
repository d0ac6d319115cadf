/** The command {@code fairway}: finds, asks for and follows things from a terminal, through the public API alone. */
@NullMarked
@ApplicationModule(allowedDependencies = "shared")
package dev.fairway.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
