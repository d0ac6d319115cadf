package dev.fairway.shared.http;

/** The answer to a request that has nothing to tell but that it was carried out. */
public record Done(boolean ok) {

    public static final Done OK = new Done(true);
}
