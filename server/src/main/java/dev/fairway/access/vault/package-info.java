/** Encryption under the installation's one key. */
@NullMarked
package dev.fairway.access.vault;

import org.jspecify.annotations.NullMarked;
