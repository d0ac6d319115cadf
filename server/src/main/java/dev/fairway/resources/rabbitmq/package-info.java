/** Queues on shared RabbitMQ servers. */
@NullMarked
package dev.fairway.resources.rabbitmq;

import org.jspecify.annotations.NullMarked;
