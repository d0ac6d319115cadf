package dev.fairway.resources.redis;

/**
 * A key with its value.
 *
 * @param millisLeft how long it has left to live; 0 for ever
 * @param value as the server writes it, with a version and a checksum
 */
record KeptKey(byte[] key, long millisLeft, byte[] value) {}
