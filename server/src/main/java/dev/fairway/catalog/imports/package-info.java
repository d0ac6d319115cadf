/** Files on their way into the catalog: read, mapped by jq, tried first, then written in batches. */
@NullMarked
package dev.fairway.catalog.imports;

import org.jspecify.annotations.NullMarked;
