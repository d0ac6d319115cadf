/** Everything that people can ask for about resources. */
@NullMarked
package dev.fairway.resources.requests;

import org.jspecify.annotations.NullMarked;
