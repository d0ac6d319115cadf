/** Sites on an edge of nginx that runs on the machine of Fairway. */
@NullMarked
package dev.fairway.resources.nginx;

import org.jspecify.annotations.NullMarked;
