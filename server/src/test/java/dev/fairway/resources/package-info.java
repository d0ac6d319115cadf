@NullMarked
package dev.fairway.resources;

import org.jspecify.annotations.NullMarked;
