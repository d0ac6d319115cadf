@NullMarked
package dev.fairway.resources.nginx;

import org.jspecify.annotations.NullMarked;
