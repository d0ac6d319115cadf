/** How code becomes what runs: repositories, change requests, values, builds, releases and rollbacks. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "catalog",
            "selfservice :: spi",
            "clusters",
            "clusters :: charts",
            "resources"
        })
package dev.fairway.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
