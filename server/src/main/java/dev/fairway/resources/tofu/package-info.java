/** What modules of OpenTofu make, with state in the database of Fairway. */
@NullMarked
package dev.fairway.resources.tofu;

import org.jspecify.annotations.NullMarked;
