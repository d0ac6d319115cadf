/** How self-service is used, and where its time goes. */
@NullMarked
package dev.fairway.selfservice.insights;

import org.jspecify.annotations.NullMarked;
