/** Resources that services are bound to: who may, and the secrets that bring their credentials into clusters. */
@NullMarked
package dev.fairway.delivery.bindings;

import org.jspecify.annotations.NullMarked;
