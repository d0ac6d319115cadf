@NullMarked
package dev.fairway.delivery.pipelines;

import org.jspecify.annotations.NullMarked;
