package dev.fairway.delivery.hosts;

/** What begins a comment of Fairway's, so that it is found again; readers do not see it. */
final class OwnComment {

    private OwnComment() {}

    static String mark(String key) {
        return "<!-- fairway:%s -->\n".formatted(key);
    }
}
