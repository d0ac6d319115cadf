/** Results of tests, as builds report them: counted, kept for a commit, and shown on its change requests. */
@NullMarked
package dev.fairway.delivery.testing;

import org.jspecify.annotations.NullMarked;
