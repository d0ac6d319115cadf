/** Turns passwords, sessions, tokens and credentials into an actor. */
@NullMarked
package dev.fairway.access.signin;

import org.jspecify.annotations.NullMarked;
