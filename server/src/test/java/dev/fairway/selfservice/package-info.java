@NullMarked
package dev.fairway.selfservice;

import org.jspecify.annotations.NullMarked;
