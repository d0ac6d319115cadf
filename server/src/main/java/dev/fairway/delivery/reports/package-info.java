/** What machines reported of commits, told to whoever looks at them: here, or at a Git host outside. */
@NullMarked
package dev.fairway.delivery.reports;

import org.jspecify.annotations.NullMarked;
