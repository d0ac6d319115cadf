@NullMarked
package dev.fairway.catalog.entities;

import org.jspecify.annotations.NullMarked;
