/** How a repository becomes an image: what it is written in, the central Dockerfiles, and what Dockerfiles have to keep to. */
@NullMarked
package dev.fairway.delivery.build;

import org.jspecify.annotations.NullMarked;
