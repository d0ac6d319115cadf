/** The organisation, its credentials and its secrets. */
@NullMarked
package dev.fairway.access.organization;

import org.jspecify.annotations.NullMarked;
