package dev.fairway.delivery.render;

/**
 * A reference to an image.
 *
 * @param tag empty where it has none
 */
record Image(String text, String tag, boolean hasDigest) {

    static Image of(String text) {
        int digest = text.indexOf('@');
        String named = digest < 0 ? text : text.substring(0, digest);
        int colon = named.lastIndexOf(':');
        boolean hasTag = colon > named.lastIndexOf('/');
        return new Image(text, hasTag ? named.substring(colon + 1) : "", digest >= 0);
    }

    boolean isLatest() {
        return tag.equals("latest") || (tag.isEmpty() && !hasDigest);
    }

    /** Whether it begins so, up to the end of a part of its name. */
    boolean isFrom(String beginning) {
        return text.startsWith(beginning)
                && (beginning.endsWith("/")
                        || text.length() == beginning.length()
                        || "/:@".indexOf(text.charAt(beginning.length())) >= 0);
    }
}
