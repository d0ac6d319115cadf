/** Blueprints and the entities made from them: what exists, what it relates to, who owns it, and what changed. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access"})
package dev.fairway.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
