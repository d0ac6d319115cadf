/** jq expressions. */
@NullMarked
package dev.fairway.shared.jq;

import org.jspecify.annotations.NullMarked;
