@NullMarked
package dev.fairway.resources.s3;

import org.jspecify.annotations.NullMarked;
