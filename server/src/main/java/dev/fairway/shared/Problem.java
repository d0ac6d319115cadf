package dev.fairway.shared;

/**
 * One thing wrong with an input.
 *
 * @param path dotted path of the field, as the caller wrote it; empty for the whole input
 * @param message what is wrong with which value, and what to do
 */
public record Problem(String path, String message) {}
