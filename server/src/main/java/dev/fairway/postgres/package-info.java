/** The PostgreSQL server that Fairway brings along: unpacked, started, watched and stopped by Fairway itself. */
@NullMarked
@ApplicationModule(allowedDependencies = "shared")
package dev.fairway.postgres;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
