/** Registries of images that are connected, and how an image is put into one. */
@NullMarked
package dev.fairway.delivery.registries;

import org.jspecify.annotations.NullMarked;
