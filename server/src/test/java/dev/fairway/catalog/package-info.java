@NullMarked
package dev.fairway.catalog;

import org.jspecify.annotations.NullMarked;
