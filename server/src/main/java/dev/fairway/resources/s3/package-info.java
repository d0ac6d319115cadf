/** Buckets on S3 and what speaks its language, with users by the API of AWS IAM. */
@NullMarked
package dev.fairway.resources.s3;

import org.jspecify.annotations.NullMarked;
