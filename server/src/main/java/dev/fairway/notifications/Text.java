package dev.fairway.notifications;

/** What somebody reads. */
record Text(String subject, String body) {}
