package dev.fairway.access.organization;

import java.time.Instant;

/**
 * A network that may be called although it is not public.
 *
 * @param network in CIDR notation, such as {@code 10.1.0.0/16}
 * @param reason what is called there
 */
record OutboundNetwork(String network, String reason, Instant addedAt, String addedBy) {}
