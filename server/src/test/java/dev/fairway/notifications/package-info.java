@NullMarked
package dev.fairway.notifications;

import org.jspecify.annotations.NullMarked;
