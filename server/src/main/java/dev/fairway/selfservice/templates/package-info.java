/** Texts with jq expressions in double braces. */
@NullMarked
package dev.fairway.selfservice.templates;

import org.jspecify.annotations.NullMarked;
