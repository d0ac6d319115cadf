/** Resources that a service of the company makes, told by HTTP what to do. */
@NullMarked
package dev.fairway.resources.webhook;

import org.jspecify.annotations.NullMarked;
