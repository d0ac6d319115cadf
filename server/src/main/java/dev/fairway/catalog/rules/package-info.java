/** What rules and properties mean in SQL: one condition, one expression. */
@NullMarked
package dev.fairway.catalog.rules;

import org.jspecify.annotations.NullMarked;
