@NullMarked
package dev.fairway.shared.outbound;

import org.jspecify.annotations.NullMarked;
