package dev.fairway.shared;

/** Who has to act when something did not work. */
public enum Fault {
    CALLER,
    PLATFORM,
    CAPACITY,
    EXTERNAL
}
