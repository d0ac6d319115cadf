/** Commands that a person gives at the console of the machine: back up and restore a whole installation. */
@NullMarked
@ApplicationModule(allowedDependencies = {"postgres", "shared"})
package dev.fairway.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
