/** People, teams, credentials, sign-in, permissions, secrets and the audit log. */
@NullMarked
@ApplicationModule(allowedDependencies = "shared")
package dev.fairway.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
