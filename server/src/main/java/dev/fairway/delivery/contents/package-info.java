/** What is in a repository: read for a browser, written without a client. */
@NullMarked
package dev.fairway.delivery.contents;

import org.jspecify.annotations.NullMarked;
