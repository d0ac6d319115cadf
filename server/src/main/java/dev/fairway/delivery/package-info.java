/** How code becomes what runs: repositories, change requests, and later builds and deployments. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access"})
package dev.fairway.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
