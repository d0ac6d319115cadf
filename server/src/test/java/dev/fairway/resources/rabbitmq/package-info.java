@NullMarked
package dev.fairway.resources.rabbitmq;

import org.jspecify.annotations.NullMarked;
