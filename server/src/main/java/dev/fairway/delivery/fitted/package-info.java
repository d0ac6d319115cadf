/** Pipelines that are proposed to repositories, fitted to the values of their services. */
@NullMarked
package dev.fairway.delivery.fitted;

import org.jspecify.annotations.NullMarked;
