/** Where repositories are kept: here, at GitHub or at GitLab, and what Fairway does there. */
@NullMarked
package dev.fairway.delivery.hosts;

import org.jspecify.annotations.NullMarked;
