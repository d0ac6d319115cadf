/** What the platform team keeps for all repositories, and how a repository takes it over. */
@NullMarked
package dev.fairway.delivery.golden;

import org.jspecify.annotations.NullMarked;
