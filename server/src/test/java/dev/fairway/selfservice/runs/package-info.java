@NullMarked
package dev.fairway.selfservice.runs;

import org.jspecify.annotations.NullMarked;
