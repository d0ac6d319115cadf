/** The types of resources: what can be asked for, how it is named, limited and priced. */
@NullMarked
package dev.fairway.resources.types;

import org.jspecify.annotations.NullMarked;
