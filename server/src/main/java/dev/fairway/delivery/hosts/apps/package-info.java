/** How a GitHub App shows who it is, and the tokens that it is given. */
@NullMarked
package dev.fairway.delivery.hosts.apps;

import org.jspecify.annotations.NullMarked;
