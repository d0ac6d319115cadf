/** Compose files with which a repository is tested beside what it needs, made of parts that the platform team keeps. */
@NullMarked
package dev.fairway.delivery.compose;

import org.jspecify.annotations.NullMarked;
