@NullMarked
package dev.fairway.delivery.registries;

import org.jspecify.annotations.NullMarked;
