/** Rules of the platform team about requests, and what they say of one: allowed, needs approval, or denied and why. */
@NullMarked
package dev.fairway.selfservice.policy;

import org.jspecify.annotations.NullMarked;
