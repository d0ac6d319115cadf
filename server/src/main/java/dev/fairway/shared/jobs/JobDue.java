package dev.fairway.shared.jobs;

/** A job is to be done now, instead of when this node next looks. */
record JobDue(String name) {}
