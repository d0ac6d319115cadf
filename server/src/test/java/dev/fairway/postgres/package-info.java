/** Tests of the PostgreSQL server that Fairway brings along, and the server that all modules' tests share. */
@NullMarked
package dev.fairway.postgres;

import org.jspecify.annotations.NullMarked;
