package dev.fairway.access;

/** How far an installation has come, so that its pages know what to offer. Implemented where things are kept. */
public interface SetupState {

    /** Nothing but what is built in is there yet. */
    boolean isEmpty();

    /** The demo organisation is loaded. */
    boolean hasDemo();
}
