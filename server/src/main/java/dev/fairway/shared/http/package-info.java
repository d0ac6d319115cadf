/** What every HTTP answer has in common: envelope, errors, trace id. */
@NullMarked
package dev.fairway.shared.http;

import org.jspecify.annotations.NullMarked;
