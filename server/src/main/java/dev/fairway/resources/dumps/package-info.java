/** Final dumps of resources that were deleted: encrypted files, and who may restore them. */
@NullMarked
package dev.fairway.resources.dumps;

import org.jspecify.annotations.NullMarked;
