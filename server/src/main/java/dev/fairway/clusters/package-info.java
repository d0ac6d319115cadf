/** Kubernetes clusters of others: what is applied to them, seen on them and taken away again. */
@NullMarked
@ApplicationModule(allowedDependencies = "shared")
package dev.fairway.clusters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
