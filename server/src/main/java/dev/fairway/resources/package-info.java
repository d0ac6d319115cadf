/** Databases, caches, topics and whatever else services need from servers: what exists of them, from the request to the end. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "catalog", "selfservice :: spi", "clusters"})
package dev.fairway.resources;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
