/** Users and teams as entities, in step with who may sign in. */
@NullMarked
package dev.fairway.catalog.people;

import org.jspecify.annotations.NullMarked;
