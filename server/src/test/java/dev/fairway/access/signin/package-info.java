@NullMarked
package dev.fairway.access.signin;

import org.jspecify.annotations.NullMarked;
