/** Resources that operators in Kubernetes clusters make: Fairway writes what is wanted, and they do it. */
@NullMarked
package dev.fairway.resources.kubernetes;

import org.jspecify.annotations.NullMarked;
