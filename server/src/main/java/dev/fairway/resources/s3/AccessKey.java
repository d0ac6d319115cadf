package dev.fairway.resources.s3;

/** What a user signs with. As one text it is {@code id:secret}, as curl and s3fs take it. */
record AccessKey(String id, String secret) {

    /** A text that is no key gives one that nobody has. */
    static AccessKey of(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? new AccessKey("", text) : new AccessKey(text.substring(0, colon), text.substring(colon + 1));
    }

    String text() {
        return id + ":" + secret;
    }

    @Override
    public String toString() {
        return "AccessKey[%s]".formatted(id);
    }
}
