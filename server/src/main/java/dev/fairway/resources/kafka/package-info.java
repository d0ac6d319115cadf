/** Topics on shared Kafka clusters. */
@NullMarked
package dev.fairway.resources.kafka;

import org.jspecify.annotations.NullMarked;
