/** Commands that a person gives at the console of the machine: back up and restore a whole installation, reset a password, change the key. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "postgres", "shared"})
package dev.fairway.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
