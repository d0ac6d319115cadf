/** Requests: what people may ask for, whether they may have it, and how it is carried out. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "catalog"})
package dev.fairway.selfservice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
