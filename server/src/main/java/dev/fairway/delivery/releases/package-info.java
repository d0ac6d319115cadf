/** What runs where: environments, services, their releases, and how clusters are brought to them. */
@NullMarked
package dev.fairway.delivery.releases;

import org.jspecify.annotations.NullMarked;
