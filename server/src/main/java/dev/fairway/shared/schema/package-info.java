/** Values, and what people say that values must be like. */
@NullMarked
package dev.fairway.shared.schema;

import org.jspecify.annotations.NullMarked;
