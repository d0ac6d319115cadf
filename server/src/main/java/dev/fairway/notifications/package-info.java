/** What people are told: a list in the web page, mails, Slack and webhooks. Knows nothing of what it tells about. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access"})
package dev.fairway.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
